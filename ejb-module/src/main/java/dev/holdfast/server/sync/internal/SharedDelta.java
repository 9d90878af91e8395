package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import dev.holdfast.server.platform.api.Moment;
import java.util.Set;

/**
 * The lines of a delta of some buckets, between the header and the last line: the same for every
 * device that lacks no more than they have.
 *
 * @param look the last look before its snapshot
 * @param takenNanos when its snapshot was taken at the latest, by the clock of {@link
 *     System#nanoTime}
 * @param moment its snapshot
 * @param buckets marks of the buckets
 * @param lines the lines, as they are and packed
 * @param rows rows and deletions in them
 */
record SharedDelta(
    Look look, long takenNanos, Moment moment, Set<Mark> buckets, Packed lines, long rows) {

  /** Whether it still is what a new one would be. */
  boolean current() {
    return buckets.stream().noneMatch(mark -> mark.changedSince(look));
  }
}
