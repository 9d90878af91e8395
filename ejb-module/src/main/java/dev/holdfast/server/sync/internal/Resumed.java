package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.wire.SyncRequest.Late;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.kernel.wire.SyncRequest.Staging;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The streams that a device has parts of and goes on from, in their order.
 *
 * @param streams where they led to, never none
 */
record Resumed(List<Checkpoint> streams) {

  /**
   * Checks that a staging speaks of its own streams only.
   *
   * @throws RefusedException {@code MALFORMED} with the place
   */
  static void check(Staging staging) throws RefusedException {
    int known = staging.targets().size();
    for (StagedBucket bucket : staging.buckets().values()) {
      if (numbers(bucket).anyMatch(number -> number < 0 || number >= known)) {
        throw new RefusedException(
            ErrorCode.MALFORMED, "staging.buckets: a stream is a number from 0 to " + (known - 1));
      }
      if (bucket.lateCuts().size() > StagedBucket.MOST_LATE) {
        throw new RefusedException(
            ErrorCode.MALFORMED, "late has at most " + StagedBucket.MOST_LATE + " entries.");
      }
    }
  }

  /** What a stream led to. */
  Checkpoint of(int number) {
    return streams.get(number);
  }

  /** What a bucket is read from: what each of these has not seen must be known. */
  Stream<Checkpoint> of(StagedBucket bucket) {
    boolean begun = bucket.full() && !bucket.complete() && bucket.checkpoint() == null;
    return IntStream.concat(IntStream.range(0, begun ? 1 : 0), numbers(bucket))
        .mapToObj(streams::get);
  }

  private static IntStream numbers(StagedBucket bucket) {
    return IntStream.concat(
        IntStream.of(bucket.lastStream()), bucket.lateCuts().stream().mapToInt(Late::stream));
  }
}
