package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Moment;

/**
 * The statements that forget. What they take away and the horizon that says so appear at once, to
 * every snapshot; a snapshot from before still has both as they were.
 *
 * <p>Entries are locked before they are deleted, passing by those that somebody is writing: nobody
 * is waited for, and an entry that became a row again in the meantime is no tombstone any more. Who
 * writes the key of one that is being deleted waits for this one statement and then inserts the
 * entry anew.
 */
final class TombstonePurge {
  /** Most entries of one statement. */
  static final int BATCH = 2_000;

  private static final String HORIZON =
      """
      horizon AS (
        INSERT INTO holdfast.bucket_horizon AS h (unit, bucket, xid, epoch)
        SELECT unit, bucket, max(xid), (SELECT epoch FROM (%s) m) FROM gone GROUP BY unit, bucket ORDER BY unit, bucket
        ON CONFLICT (unit, bucket) DO UPDATE SET epoch = excluded.epoch,
          xid = CASE WHEN h.epoch = excluded.epoch THEN greatest(h.xid, excluded.xid) ELSE excluded.xid END)
      """
          .formatted(Moment.SQL);

  private static final String ENTRIES =
      """
      WITH old AS MATERIALIZED (
        SELECT ctid FROM %s WHERE hash IS NULL AND xid >= ?::xid8 AND xid < ?::xid8
        ORDER BY xid LIMIT ? FOR UPDATE SKIP LOCKED),
      gone AS (
        DELETE FROM %s c USING old WHERE c.ctid = old.ctid RETURNING CAST(? AS text) AS unit, c.bucket, c.xid),
      """
          + HORIZON
          + "SELECT count(*), max(xid)::text FROM gone";

  // Whatever is locked here is there, and what comes to nothing can go whatever else there is: a
  // fold at the same time adds up only what it deletes itself.
  private static final String SUMS =
      """
      WITH quiet AS MATERIALIZED (
        SELECT unit, bucket FROM holdfast.bucket_change WHERE xid < ?::xid8
        GROUP BY unit, bucket HAVING sum(rows) = 0 AND sum(sum) = 0 LIMIT ?),
      held AS MATERIALIZED (
        SELECT c.ctid, c.unit, c.bucket, c.rows, c.sum FROM holdfast.bucket_change c
        JOIN quiet USING (unit, bucket) WHERE c.xid < ?::xid8 FOR UPDATE OF c SKIP LOCKED),
      nothing AS (
        SELECT unit, bucket FROM held GROUP BY unit, bucket HAVING sum(rows) = 0 AND sum(sum) = 0),
      gone AS (
        DELETE FROM holdfast.bucket_change c USING held JOIN nothing USING (unit, bucket)
        WHERE c.ctid = held.ctid RETURNING c.unit, c.bucket, c.xid),
      """
          + HORIZON
          + "SELECT count(*) FROM gone";

  private final Jdbc jdbc;

  TombstonePurge(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  private record Batch(long entries, String last) {}

  /** Forgets a unit's tombstones of transactions before one, oldest first; returns how many. */
  long entries(String unit, String before) {
    String sql =
        ENTRIES.formatted(CaptureNames.captureTable(unit), CaptureNames.captureTable(unit));
    long all = 0;
    String from = "0";
    while (true) {
      Batch batch =
          jdbc.one(
                  sql,
                  row -> new Batch(row.getLong(1), String.valueOf(row.getString(2))),
                  from,
                  before,
                  BATCH,
                  unit)
              .orElseThrow();
      all += batch.entries();
      if (batch.entries() < BATCH) {
        return all;
      }
      from = batch.last();
    }
  }

  /** Forgets counts and sums that come to nothing: of buckets that nothing is in any more. */
  long sums(String before) {
    long all = 0;
    while (true) {
      long gone = jdbc.one(SUMS, row -> row.getLong(1), before, BATCH, before).orElseThrow();
      all += gone;
      if (gone < BATCH) {
        return all;
      }
    }
  }

  /** Horizons of another history: no checkpoint that still counts is from before them. */
  void horizonsOfThePast() {
    jdbc.update(
        "DELETE FROM holdfast.bucket_horizon WHERE epoch <> (SELECT epoch FROM ("
            + Moment.SQL
            + ") m)");
  }
}
