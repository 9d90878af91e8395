package dev.holdfast.server.operations.internal;

import dev.holdfast.server.platform.api.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Folds what writers added to a bucket's count and sum. One statement: every snapshot sees either
 * the rows that were folded or the one that took their place. One node does it; the others go home.
 */
@ApplicationScoped
public class Folding {
  private static final String FOLD =
      """
      WITH turn AS MATERIALIZED (
        SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast:fold', 0)) AS ours),
      several AS MATERIALIZED (
        SELECT unit, bucket FROM holdfast.bucket_change
        WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) AND (SELECT ours FROM turn)
        GROUP BY unit, bucket HAVING count(*) > 1),
      old AS (
        DELETE FROM holdfast.bucket_change c USING several s
        WHERE c.unit = s.unit AND c.bucket = s.bucket AND c.xid < pg_snapshot_xmin(pg_current_snapshot())
        RETURNING c.unit, c.bucket, c.xid, c.rows, c.sum)
      INSERT INTO holdfast.bucket_change (unit, bucket, xid, rows, sum)
      SELECT unit, bucket, max(xid), sum(rows), sum(sum) FROM old GROUP BY unit, bucket
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Folding() {
    this(null);
  }

  /** Folds in a database. */
  @Inject
  public Folding(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Folds every bucket that has several rows of finished transactions.
   *
   * @return how many buckets; 0 if another node is at it
   */
  public int fold() {
    return jdbc.update(FOLD);
  }
}
