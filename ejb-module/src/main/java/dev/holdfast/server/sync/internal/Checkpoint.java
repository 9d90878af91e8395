package dev.holdfast.server.sync.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the database that a device has applied completely, or is on its way to.
 *
 * @param epoch identity of the database's history
 * @param snapshot {@code pg_snapshot} as text
 * @param issued when
 * @param packages packages in force for the device's user then, {@code application version} each
 * @param beacon the newest of {@link Beacons} before it, null if there was none
 * @param tables what buckets of {@link SmallTables} were, by name; null if that is not known
 */
record Checkpoint(
    String epoch,
    String snapshot,
    Instant issued,
    List<String> packages,
    @Nullable UUID beacon,
    @Nullable Map<String, BucketSum> tables) {
  private static final String PURPOSE = "checkpoint";

  /** A snapshot without a device that is on its way to it. */
  Checkpoint(
      String epoch, String snapshot, Instant issued, List<String> packages, @Nullable UUID beacon) {
    this(epoch, snapshot, issued, packages, beacon, null);
  }

  /** What a bucket was, null if that is not known. */
  @Nullable BucketSum sumOf(BucketName name) {
    return tables == null ? null : tables.get(name.toString());
  }

  /** The opaque form that devices get. */
  String token(Signer signer) {
    try {
      return signer.sign(PURPOSE, WireJson.mapper().writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint can always be written", e);
    }
  }

  /** The checkpoint of a token; empty if there is none or it was not made here. */
  static Optional<Checkpoint> of(@Nullable String token, Signer signer) {
    return Optional.ofNullable(token).flatMap(t -> signer.open(PURPOSE, t)).map(Checkpoint::read);
  }

  private static Checkpoint read(String json) {
    try {
      return WireJson.mapper().readValue(json, Checkpoint.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("signed here, but no checkpoint", e);
    }
  }
}
