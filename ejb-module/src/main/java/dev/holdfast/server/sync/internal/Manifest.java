package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.wire.SegmentRef;
import java.util.List;

/**
 * The segments that show a bucket at a snapshot.
 *
 * @param checkpoint the snapshot
 * @param takenNanos {@link System#nanoTime()} when the snapshot was there
 * @param segments the segments in the order of their keys
 */
record Manifest(Checkpoint checkpoint, long takenNanos, List<SegmentRef> segments) {
  Manifest {
    segments = List.copyOf(segments);
  }

  /**
   * Whether a snapshot may be older than this one: then it can't tell what has changed since. One
   * that begins now is not.
   */
  boolean maySucceed(Snapshot snapshot) {
    return takenNanos - snapshot.begunNanos() > 0;
  }

  /** Rows in all of them. */
  long rows() {
    return segments.stream().mapToLong(SegmentRef::rows).sum();
  }
}
