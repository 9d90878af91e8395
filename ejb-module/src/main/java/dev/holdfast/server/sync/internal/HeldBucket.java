package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that the device is to hold, and how it gets there.
 *
 * @param name the bucket
 * @param full whether it comes whole, else as a delta from the device's checkpoint
 * @param staged what is stored of it already in the same way, null if nothing
 */
record HeldBucket(BucketName name, boolean full, @Nullable StagedBucket staged) {

  /** Whether everything of it was stored, so that only what changed since is lacking. */
  boolean complete() {
    return staged != null && staged.complete();
  }

  /** Position to go on from in its middle, null if it starts at its beginning or is complete. */
  @Nullable String position() {
    return staged == null || staged.complete() ? null : staged.position();
  }

  /** Whether its last line has to come, even if no row does. */
  boolean mustEnd() {
    return full && !complete() || staged != null && !staged.complete();
  }
}
