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
 * @param segments snapshot of the segments that are stored of it, null if it did not come in
 *     segments
 * @param patch where it differs on the device, if it comes as a patch; null if it comes otherwise
 * @param same whether the device holds it as it is, so that nothing comes of it
 */
record HeldBucket(
    BucketName name,
    boolean full,
    @Nullable StagedBucket staged,
    @Nullable Checkpoint segments,
    @Nullable Differences patch,
    boolean same) {

  /** A bucket that comes whole or as a delta. */
  HeldBucket(
      BucketName name, boolean full, @Nullable StagedBucket staged, @Nullable Checkpoint segments) {
    this(name, full, staged, segments, null, false);
  }

  /** A bucket that comes as a patch. */
  static HeldBucket patch(BucketName name, Differences patch) {
    return new HeldBucket(name, false, null, null, patch, false);
  }

  /** A bucket that the device holds as it is. */
  static HeldBucket same(BucketName name) {
    return new HeldBucket(name, false, null, null, null, true);
  }

  /** Whether everything of it was stored, so that only what changed since is lacking. */
  boolean complete() {
    return staged != null && staged.complete();
  }

  /** What of it was cut in its middle, null if it starts at its beginning or is complete. */
  @Nullable StagedBucket cut() {
    StagedBucket known = staged;
    boolean cut =
        known != null && (position() != null || known.complete() && !known.lateCuts().isEmpty());
    return cut ? known : null;
  }

  /** Position to go on from in its middle, null if it starts at its beginning or is complete. */
  @Nullable String position() {
    return staged == null || staged.complete() ? null : staged.position();
  }

  /** Whether nothing of it is stored and all of it has to come. */
  boolean fresh() {
    return full && (staged == null || segments == null && position() == null && !complete());
  }

  /**
   * Snapshot that its rows on the device show, null if everything has to come.
   *
   * @param base what the device holds
   */
  @Nullable String since(String base) {
    if (segments != null) {
      return segments.snapshot();
    }
    return full ? null : base;
  }

  /** Whether its last line has to come, even if no row does. */
  boolean mustEnd() {
    return full && !complete()
        || staged != null && !(staged.complete() && staged.lateCuts().isEmpty());
  }
}
