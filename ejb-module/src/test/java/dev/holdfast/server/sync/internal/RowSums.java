package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.kernel.wire.RangeSum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a device adds up over the rows that it holds, and what makes that wrong. */
final class RowSums {
  private RowSums() {}

  /** Ranges of a few rows, so that little data has many. */
  static int bits(Map<String, String> bucket) {
    return KeyRanges.bits(bucket.size() * 16L, KeyRanges.MOST_BITS);
  }

  static List<RangeSum> ranges(Map<String, String> bucket, int bits) {
    List<RangeSum> ranges = new ArrayList<>(Collections.nCopies(1 << bits, RangeSum.EMPTY));
    bucket.forEach(
        (key, row) -> {
          int range = KeyRanges.of(key, bits);
          ranges.set(range, ranges.get(range).plus(RowHash.of(key, row)));
        });
    return ranges;
  }

  static BucketSum digest(Map<String, String> bucket) {
    BucketSum sum = BucketSum.EMPTY;
    for (Map.Entry<String, String> row : bucket.entrySet()) {
      sum = sum.plus(RowHash.of(row.getKey(), row.getValue()));
    }
    return sum;
  }

  /** Changes, removes and adds rows. */
  static void damage(Map<String, String> bucket, Random random) {
    for (String key : List.copyOf(bucket.keySet())) {
      switch (random.nextInt(10)) {
        case 0 -> bucket.remove(key);
        case 1 -> bucket.computeIfPresent(key, (k, row) -> row + ' ');
        case 2 -> bucket.put("[\"Z" + random.nextInt(100) + "\"]", "[]");
        default -> {}
      }
    }
  }
}
