package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Sql;
import java.sql.SQLException;

/**
 * What a comparison of source and capture found.
 *
 * @param missing memberships that capture lacked
 * @param extra entries without a row
 * @param different entries whose hash differed
 * @param sums buckets whose count or sum was not that of their entries
 */
record Settled(long missing, long extra, long different, long sums) {
  private static final Settled CLEAN = new Settled(0, 0, 0, 0);
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'";

  /** One statement, so one snapshot: in each, a bucket's sum is that of its entries. */
  private static final String SUMS =
      """
      INSERT INTO holdfast.bucket_change (unit, bucket, xid, rows, sum)
      SELECT CAST(? AS text), bucket, pg_current_xact_id(),
             coalesce(e.rows, 0) - coalesce(b.rows, 0), coalesce(e.sum, 0) - coalesce(b.sum, 0)
      FROM (SELECT bucket, count(*) AS rows, sum(hash) AS sum FROM %s
            WHERE hash IS NOT NULL GROUP BY bucket) e
      FULL JOIN (SELECT bucket, sum(rows) AS rows, sum(sum) AS sum FROM holdfast.bucket_change
            WHERE unit = ? GROUP BY bucket) b USING (bucket)
      WHERE coalesce(e.rows, 0) <> coalesce(b.rows, 0)
         OR holdfast.wrapped(coalesce(e.sum, 0) - coalesce(b.sum, 0)) <> 0
      """;

  /** Compares, and repairs if told to. */
  static Settled run(Sql sql, String unit, boolean repair) throws SQLException {
    return sql.one(
            "SELECT missing, extra, different FROM " + CaptureNames.settleFunction(unit) + "(?)",
            row -> new Settled(row.getLong(1), row.getLong(2), row.getLong(3), 0),
            repair)
        .orElseThrow();
  }

  /**
   * Compares without holding up anybody, and repairs if something differs. Of a unit that is
   * scanned nothing is said of it: what its source changed since the last scan is no drift.
   */
  static Settled verify(Sql sql, String unit) throws SQLException {
    boolean scanned =
        sql.one(
                "SELECT strategy <> 'changes' FROM holdfast.capture_unit WHERE name = ?",
                row -> row.getBoolean(1),
                unit)
            .orElse(false);
    sql.run(LOCK_TIMEOUT);
    Settled found = run(sql, unit, scanned);
    if (scanned) {
      return CLEAN;
    }
    return found.isClean() ? found : run(sql, unit, true);
  }

  /** With the buckets' counts and sums put right; two that do it wait for each other. */
  Settled withSums(Sql sql, String unit) throws SQLException {
    sql.run(LOCK_TIMEOUT);
    sql.one(
        "SELECT pg_advisory_xact_lock(hashtextextended('holdfast:sums:' || ?, 0))",
        row -> true,
        unit);
    long wrong = sql.update(SUMS.formatted(CaptureNames.captureTable(unit)), unit, unit);
    return new Settled(missing, extra, different, wrong);
  }

  boolean isClean() {
    return missing == 0 && extra == 0 && different == 0 && sums == 0;
  }
}
