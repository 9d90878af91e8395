package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Jdbc;

/**
 * Folds what writers added to a bucket's count and sum. One statement: every snapshot sees either
 * the rows that were folded or the one that took their place. One node does it; the others go home.
 *
 * <p>The folded row has the fold's own transaction. Not the newest of those folded: a checkpoint
 * may see that one and yet not an older one that committed after it, and would take the bucket for
 * unchanged. Each fold therefore looks like a change to devices that synced before it, so only
 * buckets with many rows are folded.
 *
 * <p>What the statement sees is finished, however long other transactions have been running: a
 * checkpoint that sees the fold sees all that the fold saw.
 */
final class Folding {
  /** Rows of finished transactions that a bucket may have. */
  static final int ROWS = 16;

  private static final String FOLD =
      """
      WITH turn AS MATERIALIZED (
        SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast:fold', 0)) AS ours),
      many AS MATERIALIZED (
        SELECT unit, bucket FROM holdfast.bucket_change
        WHERE (SELECT ours FROM turn)
        GROUP BY unit, bucket HAVING count(*) > ?),
      old AS (
        DELETE FROM holdfast.bucket_change c USING many
        WHERE c.unit = many.unit AND c.bucket = many.bucket
        RETURNING c.unit, c.bucket, c.rows, c.sum)
      INSERT INTO holdfast.bucket_change (unit, bucket, xid, rows, sum)
      SELECT unit, bucket, pg_current_xact_id(), sum(rows), sum(sum) FROM old GROUP BY unit, bucket
      """;

  private final Jdbc jdbc;

  Folding(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Folds every bucket that has more than {@value #ROWS} rows of finished transactions.
   *
   * @return how many buckets; 0 if another node is at it
   */
  int fold() {
    return jdbc.update(FOLD, ROWS);
  }
}
