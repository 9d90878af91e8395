package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.wire.SegmentRef;
import java.util.List;

/**
 * The segments that show a bucket at a snapshot.
 *
 * @param checkpoint the snapshot
 * @param segments the segments in the order of their keys
 */
record Manifest(Checkpoint checkpoint, List<SegmentRef> segments) {
  Manifest {
    segments = List.copyOf(segments);
  }

  /** Rows in all of them. */
  long rows() {
    return segments.stream().mapToLong(SegmentRef::rows).sum();
  }
}
