package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What is really stored of a bucket, by ranges of its keys, for the server to say where it differs.
 *
 * @param definition digest of the definition that the bucket was received with
 * @param bits how many ranges, as a power of two
 * @param ranges the ranges
 */
record Comparison(String definition, int bits, List<RangeSum> ranges) {

  /** The rows that are held. */
  static Comparison of(Connection connection, Held bucket, int bits) throws SQLException {
    List<RangeSum> ranges = new ArrayList<>(Collections.nCopies(1 << bits, RangeSum.EMPTY));
    StoredRows.each(
        connection,
        bucket,
        (key, hash, intact) -> add(ranges, KeyRanges.of(key, bits), hash, intact));
    return new Comparison(bucket.definition(), bits, ranges);
  }

  /** The same with what is stored of a patch already, in place of what is held there. */
  Comparison with(Connection connection, Staged staged, Patched patched) throws SQLException {
    List<RangeSum> both = new ArrayList<>(ranges);
    patched.ranges().forEach(range -> both.set(range, RangeSum.EMPTY));
    StoredRows.each(
        connection,
        Units.byId(connection, staged.unit()),
        staged.generation(),
        (key, hash, intact) -> {
          int range = KeyRanges.of(key, bits);
          if (patched.ranges().contains(range)) {
            add(both, range, hash, intact);
          }
        });
    return new Comparison(definition, bits, both);
  }

  private static void add(List<RangeSum> ranges, int range, long hash, boolean intact) {
    ranges.set(range, intact ? ranges.get(range).plus(hash) : RangeSum.DAMAGED);
  }

  Compared asked() {
    return new Compared(definition, ranges);
  }

  /** Digest of the rows that are not in these ranges. */
  BucketSum outside(Set<Integer> patched) {
    BucketSum sum = BucketSum.EMPTY;
    for (int i = 0; i < ranges.size(); i++) {
      RangeSum range = ranges.get(i);
      if (!patched.contains(i) && !range.isDamaged()) {
        sum = sum.plus(new BucketSum(range.rows(), range.sum()));
      }
    }
    return sum;
  }
}
