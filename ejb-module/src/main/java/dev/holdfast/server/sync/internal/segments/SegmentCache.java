package dev.holdfast.server.sync.internal.segments;

import java.util.Optional;

/**
 * Keeps segments by id for a while; any of them may be gone at any time and can be made again.
 * Thread-safe.
 */
public interface SegmentCache {

  /** A segment, empty if it is not there (any more). */
  Optional<StoredSegment> find(String id);

  /** Whether a segment is there. */
  boolean has(String id);

  /** Keeps a segment. */
  void put(String id, StoredSegment segment);
}
