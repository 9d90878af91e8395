package dev.holdfast.server.sync.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.snapshot.BucketKey;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Signer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a snapshot file says to the server that made it, which keeps nothing of it.
 *
 * @param id the file's id
 * @param madeAt when it was made
 * @param checkpoint what its buckets show
 * @param digest digest of its index, on which every byte of it hangs
 */
record SnapshotSeal(UUID id, Instant madeAt, Checkpoint checkpoint, String digest) {
  private static final String PURPOSE = "snapshot";
  private static final String KEY_PURPOSE = "snapshot-key";

  /** As it is in the file. */
  String text(Signer signer) {
    try {
      return signer.sign(PURPOSE, WireJson.mapper().writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a seal can always be written", e);
    }
  }

  /** The seal of a file; empty if it was not made here. */
  static Optional<SnapshotSeal> of(String text, Signer signer) {
    return signer.open(PURPOSE, text).map(SnapshotSeal::read);
  }

  private static SnapshotSeal read(String json) {
    try {
      return WireJson.mapper().readValue(json, SnapshotSeal.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("signed here, but no seal", e);
    }
  }

  /** What opens a bucket in a file, under the definition that it had then. */
  static BucketKey key(UUID file, String definition, BucketName bucket, Signer signer) {
    return new BucketKey(signer.key(KEY_PURPOSE, file + "\n" + definition + '\n' + bucket));
  }
}
