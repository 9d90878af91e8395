package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.digest.Sha256;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a device says that it holds, in few bytes.
 *
 * @param digest SHA-256 of checkpoint and buckets
 */
record RequestKey(String digest) {

  /** The key of a checkpoint and the buckets held at it, name to definition. */
  static RequestKey of(String checkpoint, Map<String, String> buckets) {
    StringBuilder text = new StringBuilder(checkpoint);
    new TreeMap<>(buckets)
        .forEach(
            (name, definition) -> text.append('\n').append(name).append('\t').append(definition));
    return new RequestKey(Sha256.hex(text.toString()));
  }
}
