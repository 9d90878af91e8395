package dev.holdfast.device.peer;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncStreamWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares buckets by ranges of their keys.
 *
 * @param model what the server has
 */
record PeerPatches(Model model) {

  /** Ranges of a bucket that comes as a patch, none if only its digest comes; null otherwise. */
  static @Nullable List<RangeSum> ranges(
      SyncRequest request, Map.Entry<String, String> bucket, boolean based) {
    SyncRequest.Compared compared =
        request.compare() == null ? null : request.compare().get(bucket.getKey());
    if (compared != null && compared.definition().equals(bucket.getValue())) {
      return compared.ranges();
    }
    boolean named =
        request.checkpoint() != null
            && bucket.getValue().equals(request.buckets().get(bucket.getKey()));
    return named && !based ? List.of() : null;
  }

  /** Writes what differs from a device's ranges. */
  void write(SyncStreamWriter out, String bucket, List<RangeSum> theirs) throws IOException {
    out.bucket(bucket, SyncLine.Coming.PATCH);
    int bits = Integer.numberOfTrailingZeros(theirs.size());
    for (Map.Entry<Integer, Map<String, String>> range : differing(bucket, theirs).entrySet()) {
      out.range(range.getKey(), bits);
      for (Map.Entry<String, String> row : range.getValue().entrySet()) {
        out.put(row.getKey(), row.getValue());
      }
    }
    BucketSum sum = model.sum(bucket);
    out.finished(sum.rows(), sum.sum());
  }

  /** The rows of the ranges that differ. */
  Map<Integer, Map<String, String>> differing(String bucket, List<RangeSum> theirs) {
    int bits = Integer.numberOfTrailingZeros(theirs.size());
    Map<Integer, Map<String, String>> rows = new TreeMap<>();
    Map<Integer, RangeSum> ours = new HashMap<>();
    model
        .rows(bucket)
        .forEach(
            (key, row) -> {
              int range = KeyRanges.of(key, bits);
              rows.computeIfAbsent(range, r -> new TreeMap<>()).put(key, row);
              ours.merge(
                  range,
                  RangeSum.EMPTY.plus(RowHash.of(key, row)),
                  (a, b) -> new RangeSum(a.rows() + b.rows(), a.sum() + b.sum()));
            });
    Map<Integer, Map<String, String>> differing = new TreeMap<>();
    for (int i = 0; i < theirs.size(); i++) {
      if (!ours.getOrDefault(i, RangeSum.EMPTY).equals(theirs.get(i))) {
        differing.put(i, rows.getOrDefault(i, Map.of()));
      }
    }
    return differing;
  }
}
