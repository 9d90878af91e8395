package dev.holdfast.server.tables.internal;

/**
 * The one statement that keeps capture right (docs/specs/capture.md): over a set of touched keys it
 * compares the memberships that the source has now with those that capture has, and writes the
 * difference.
 */
final class SettleSql {
  private final UnitShape shape;

  SettleSql(UnitShape shape) {
    this.shape = shape;
  }

  /**
   * Writes the difference.
   *
   * @param touched query with the columns k1, k2 ...
   */
  String write(String touched) {
    return compare(touched) + ", " + entries() + changes();
  }

  /** Writes the difference and says what it was: missing, extra, different. */
  String writeAndCount(String touched) {
    return compare(touched) + ", " + entries() + ", changes AS (" + changes() + ")" + count();
  }

  /** Only says what the difference is. */
  String countOnly(String touched) {
    return compare(touched) + count();
  }

  /** Every key that source or capture has. */
  String allKeys() {
    return String.format(
        "SELECT %s FROM %s s WHERE %s UNION SELECT %s FROM %s",
        shape.sourceKey(JoinStep.SOURCE),
        shape.source().sql(),
        shape.filter(JoinStep.SOURCE),
        shape.keyList(),
        shape.captureTable());
  }

  private String compare(String touched) {
    String keys = shape.keyList();
    String joins = SqlText.each(shape.joins(), " ", join -> join.join("LEFT"));
    String alternatives = SqlText.each(shape.buckets(), ", ", b -> "(" + b + ")");
    return String.format(
        """
        WITH touched AS MATERIALIZED (SELECT DISTINCT %s FROM (%s) k),
        present AS (
          SELECT %s, m.bucket, r.hash
          FROM touched t
          JOIN %s s ON %s AND %s
          CROSS JOIN LATERAL (SELECT holdfast.row_hash(%s, %s) AS hash OFFSET 0) r
          %s
          CROSS JOIN LATERAL (SELECT DISTINCT v.bucket COLLATE "C" AS bucket
            FROM (VALUES %s) v (bucket) WHERE v.bucket IS NOT NULL) m
        ),
        entry AS (
          SELECT %s, c.bucket, CASE WHEN NOT c.deleted THEN c.hash END AS hash
          FROM touched t JOIN %s c USING (%s)
        ),
        difference AS (
          SELECT %s, bucket, p.hash AS wanted, e.hash AS held
          FROM present p FULL JOIN entry e USING (%s, bucket)
          WHERE p.hash IS DISTINCT FROM e.hash
        )""",
        keys,
        touched,
        shape.keyList("t"),
        shape.source().sql(),
        shape.sourceIs("t"),
        shape.filter(JoinStep.SOURCE),
        shape.keyJson("t"),
        shape.rowJson(),
        joins,
        alternatives,
        shape.keyList("t"),
        shape.captureTable(),
        keys,
        keys,
        keys);
  }

  private String entries() {
    return String.format(
        """
        entries AS (
          INSERT INTO %s (%s, bucket, xid, deleted, hash)
          SELECT %s, bucket, pg_current_xact_id(), wanted IS NULL, coalesce(wanted, 0) FROM difference
          ON CONFLICT (%s, bucket) DO UPDATE
          SET xid = excluded.xid, deleted = excluded.deleted, hash = excluded.hash
        )
        """,
        shape.captureTable(), shape.keyList(), shape.keyList(), shape.keyList());
  }

  private String changes() {
    return String.format(
        """
        INSERT INTO holdfast.bucket_change (unit, bucket, xid, rows, sum)
        SELECT %s, bucket, pg_current_xact_id(), count(wanted) - count(held),
               coalesce(sum(wanted), 0) - coalesce(sum(held), 0)
        FROM difference GROUP BY bucket""",
        SqlText.literal(shape.name()));
  }

  private static String count() {
    return """

        SELECT count(*) FILTER (WHERE held IS NULL) AS missing,
               count(*) FILTER (WHERE wanted IS NULL) AS extra,
               count(*) FILTER (WHERE wanted <> held) AS different
        FROM difference""";
  }
}
