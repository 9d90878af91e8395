package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a device stores something else of a bucket than the capture entries say.
 *
 * @param bits how many ranges there are, as a power of two
 * @param ranges those that differ, in order
 * @param sum the digest of the entries: should it be the bucket's sum that is wrong, this heals;
 *     null if the device has yet to find out whether anything differs, by the bucket's sum
 */
record Differences(int bits, List<Integer> ranges, @Nullable BucketSum sum) {
  /** Nothing but the digest is to come. */
  static final Differences UNKNOWN = new Differences(0, List.of(), null);

  /** Finds them; one scan of the bucket's entries. */
  static Differences find(
      Snapshot snapshot, CapturedUnit unit, BucketName bucket, List<RangeSum> theirs)
      throws SQLException {
    int bits = Integer.numberOfTrailingZeros(theirs.size());
    List<RangeSum> ours = RangeQueries.sums(snapshot, unit, bucket, bits);
    BucketSum sum = BucketSum.EMPTY;
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      sum = sum.plus(new BucketSum(ours.get(i).rows(), ours.get(i).sum()));
      if (!ours.get(i).equals(theirs.get(i))) {
        differing.add(i);
      }
    }
    return new Differences(bits, differing, sum);
  }

  /**
   * Whether it is less work to send a bucket whole, in segments. A patch is read and written for
   * one device, which stores each of its rows twice, beside the held ones and over them; segments
   * are made once for all devices and stored once. So a patch that is half of the bucket saves
   * nothing but bytes, half of them at most.
   *
   * @param leastRows of how many rows on a bucket comes in segments
   */
  boolean many(int leastRows) {
    return sum != null && sum.rows() >= leastRows && 2 * ranges.size() >= 1 << bits;
  }
}
