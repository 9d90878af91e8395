package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.BucketSum;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A bucket whose last line has come and whose digest is still to be compared, which reads all of
 * it. That is done outside of the portion's transaction, so that no writer waits for it; killed
 * before, the bucket only lacks its last line.
 *
 * @param bucket the bucket
 * @param unit its unit
 * @param patch what came of a patch, null if it is none
 * @param expected its digest as the server says
 * @param stream number of the stream
 */
record Ending(Staged bucket, Unit unit, @Nullable Patch patch, BucketSum expected, int stream) {

  /** Buries what the ranges of a patch lack. */
  void prepare(Database database) {
    if (patch != null) {
      patch.bury(database, unit, bucket);
    }
  }

  /** The digest that the bucket will have. */
  BucketSum stored(Connection connection) throws SQLException {
    if (patch != null && patch.wasAsked()) {
      return patch.sum(connection, unit, bucket);
    }
    if (bucket.asInSegments()) {
      return bucket.sum();
    }
    if (bucket.whole()) {
      return Digests.of(connection, unit, bucket.generation());
    }
    Held held =
        Held.find(connection, bucket.name())
            .orElseThrow(() -> new IllegalStateException("not held: " + bucket.name()));
    // What a patch is on top of was damaged, so that the digest says nothing of it.
    BucketSum before =
        bucket.patched() == null ? held.sum() : Digests.of(connection, unit, held.generation());
    return Digests.after(connection, unit, before, held.generation(), bucket.generation());
  }
}
