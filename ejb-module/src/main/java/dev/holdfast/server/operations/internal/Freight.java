package dev.holdfast.server.operations.internal;

import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many rows buckets have, and how long their lines are. */
final class Freight {
  /** Lines that are measured of a unit. */
  private static final int SAMPLE = 100;

  private static final String ROWS =
      "SELECT bucket, sum(rows) FROM holdfast.bucket_change"
          + " WHERE unit = ? AND bucket = ANY(?::bigint[]) GROUP BY bucket HAVING sum(rows) > 0";

  private final Sql sql;

  Freight(Sql sql) {
    this.sql = sql;
  }

  /** Rows by bucket, from the sums that capture keeps; a bucket without rows is absent. */
  Map<Long, Long> rows(CapturedUnit unit, Collection<Long> buckets) throws SQLException {
    Map<Long, Long> rows = new HashMap<>();
    sql.each(
        ROWS,
        0,
        row -> rows.put(row.getLong(1), row.getLong(2)),
        unit.name(),
        buckets.stream().map(String::valueOf).toArray(String[]::new));
    return rows;
  }

  /** Mean length of a line in bytes, measured at some lines of one bucket; 0 without any. */
  double lineBytes(CapturedUnit unit, long bucket) throws SQLException {
    return sql.one(
            "SELECT coalesce(avg(octet_length(l.key) + octet_length(l.content) + 2), 0) FROM ("
                + unit.lines()
                + " WHERE c.bucket = ? AND NOT c.deleted LIMIT ?) l",
            row -> row.getDouble(1),
            bucket,
            SAMPLE)
        .orElse(0.0);
  }
}
