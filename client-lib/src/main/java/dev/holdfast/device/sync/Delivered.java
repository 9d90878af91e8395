package dev.holdfast.device.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What the server handed to the device at the doorbell: the answer to a sync that it need not ask
 * for, if it stands where the server thinks.
 */
final class Delivered {
  private final String from;
  private final byte[] packed;

  private Delivered(String from, byte[] packed) {
    this.from = from;
    this.packed = packed;
  }

  /**
   * Reads an event's data.
   *
   * @return empty if it can't be read
   */
  static Optional<Delivered> of(String data) {
    String[] lines = data.split("\n", -1);
    if (lines.length != 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Delivered(lines[0], Base64.getDecoder().decode(lines[1])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The checkpoint that the device has to hold. */
  String from() {
    return from;
  }

  /** The stream. */
  InputStream stream() throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(packed));
  }

  /** Bytes as transferred, but for their coding as text. */
  int size() {
    return packed.length;
  }
}
