package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a device may ask to have compared. */
final class CompareChecks {
  private CompareChecks() {}

  /**
   * Checks ranges.
   *
   * @throws RefusedException {@code MALFORMED} with the place
   */
  static void check(@Nullable Map<String, Compared> compare) throws RefusedException {
    if (compare == null) {
      return;
    }
    for (Map.Entry<String, Compared> bucket : compare.entrySet()) {
      int ranges = bucket.getValue().ranges().size();
      if (Integer.bitCount(ranges) != 1 || ranges > 1 << KeyRanges.MOST_BITS) {
        throw new RefusedException(
            ErrorCode.MALFORMED,
            "compare: the ranges of "
                + bucket.getKey()
                + " are a power of two, at most "
                + (1 << KeyRanges.MOST_BITS)
                + '.');
      }
    }
  }
}
