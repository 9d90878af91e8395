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
 * What is really stored of a held bucket, by ranges of its keys, for the server to say where it
 * differs.
 *
 * @param definition digest of the definition that the bucket was received with
 * @param bits how many ranges, as a power of two
 * @param ranges the ranges
 */
record Comparison(String definition, int bits, List<RangeSum> ranges) {

  static Comparison of(Connection connection, Held bucket, int mostBits) throws SQLException {
    int bits = KeyRanges.bits(bucket.sum().rows(), mostBits);
    List<RangeSum> ranges = new ArrayList<>(Collections.nCopies(1 << bits, RangeSum.EMPTY));
    StoredRows.each(
        connection,
        bucket,
        (key, hash, intact) -> {
          int range = KeyRanges.of(key, bits);
          ranges.set(range, intact ? ranges.get(range).plus(hash) : RangeSum.DAMAGED);
        });
    return new Comparison(bucket.definition(), bits, ranges);
  }

  Compared asked() {
    return new Compared(definition, ranges);
  }

  /** Digest of the rows that are not in these ranges. */
  BucketSum outside(Set<Integer> named) {
    BucketSum sum = BucketSum.EMPTY;
    for (int i = 0; i < ranges.size(); i++) {
      RangeSum range = ranges.get(i);
      if (!named.contains(i) && !range.isDamaged()) {
        sum = sum.plus(new BucketSum(range.rows(), range.sum()));
      }
    }
    return sum;
  }
}
