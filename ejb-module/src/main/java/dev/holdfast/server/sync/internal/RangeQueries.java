package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Questions about the ranges of a bucket's keys, answered from its capture entries. */
final class RangeQueries {
  private RangeQueries() {}

  /**
   * A query with its parameters.
   *
   * @param text SQL
   * @param parameters its parameters
   */
  record Query(String text, List<Object> parameters) {}

  /** What capture knows of each of a bucket's ranges; one scan of the bucket's entries. */
  static List<RangeSum> sums(Snapshot snapshot, CapturedUnit unit, BucketName bucket, int bits)
      throws SQLException {
    List<RangeSum> sums = new ArrayList<>(Collections.nCopies(1 << bits, RangeSum.EMPTY));
    snapshot
        .sql()
        .each(
            "SELECT holdfast.key_range(l.key, ?) AS range, count(*), holdfast.wrapped(sum(l.hash))"
                + " FROM ("
                + present(unit)
                + ") l GROUP BY range",
            0,
            row -> sums.set(row.getInt(1), new RangeSum(row.getLong(2), row.getLong(3))),
            bits,
            BucketQueries.ids(List.of(bucket)));
    return sums;
  }

  /** The rows in some ranges as {@code range, key, content}, range by range. */
  static Query rows(CapturedUnit unit, BucketName bucket, int bits, List<Integer> ranges) {
    String[] wanted = ranges.stream().map(String::valueOf).toArray(String[]::new);
    return new Query(
        "SELECT s.range, s.key, s.content FROM (SELECT holdfast.key_range(l.key, ?) AS range, l.*"
            + " FROM ("
            + present(unit)
            + ") l) s WHERE s.range = ANY(?::integer[]) ORDER BY s.range, s.key",
        List.of(bits, BucketQueries.ids(List.of(bucket)), wanted));
  }

  private static String present(CapturedUnit unit) {
    return unit.linesWith("hash") + " WHERE c.bucket = ANY(?::bigint[]) AND NOT c.deleted";
  }
}
