package dev.holdfast.server.tables.internal;

/**
 * The one statement that keeps capture right (docs/specs/capture.md): over a set of touched keys it
 * compares the memberships that the source has now with those that capture has, and writes the
 * difference. Of a unit that is scanned the rows' texts are compared and written too.
 */
final class SettleSql {
  /** Fails with a cardinality violation if several rows have the key. */
  private static final String ALONE =
      " WHERE CASE WHEN t.n > 1 THEN (SELECT true FROM generate_series(1, 2)) ELSE true END OFFSET 0";

  private final UnitShape shape;

  SettleSql(UnitShape shape) {
    this.shape = shape;
  }

  /**
   * Writes the difference.
   *
   * @param touched query with the columns k1, k2 ..., each key once. Said without {@code DISTINCT}
   *     where it goes without saying: PostgreSQL would take 200 keys for the outcome of one.
   */
  String write(String touched) {
    return compare(touched) + ", " + entries("true") + changes();
  }

  /**
   * Writes the difference of many keys: entries that are not there yet are inserted without asking
   * each time whether they are, which takes half as long. Only for writers of a unit's own rows who
   * see all that was committed, and for keys that one transaction at a time can write. A tombstone
   * may be forgotten in the meantime ({@link TombstonePurge}): its key is inserted anew then.
   */
  String writeMany(String touched) {
    if (!shape.joins().isEmpty() || shape.keyMayRepeat()) {
      return write(touched);
    }
    return compare(touched)
        + ", "
        + fresh()
        + known()
        + ", "
        + entries("NOT fresh AND held IS NULL")
        + changes();
  }

  /** Writes the difference and says what it was: missing, extra, different. */
  String writeAndCount(String touched) {
    return compare(touched) + ", " + entries("true") + ", changes AS (" + changes() + ")" + count();
  }

  /** Only says what the difference is. */
  String countOnly(String touched) {
    return compare(touched) + count();
  }

  /**
   * Every key that source or capture has; of a unit that is scanned with how many rows have it,
   * since no index forbids several.
   */
  String allKeys() {
    if (shape.scanned()) {
      return String.format(
          "SELECT %s, sum(n) AS n FROM (SELECT %s, 1 AS n FROM %s s WHERE %s UNION ALL"
              + " SELECT %s, 0 FROM %s) k GROUP BY %s",
          shape.keyList(),
          shape.sourceKey(JoinStep.SOURCE),
          shape.source().sql(),
          shape.filter(JoinStep.SOURCE),
          shape.keyList(),
          shape.captureTable(),
          shape.keyList());
    }
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
    return String.format(
        """
        WITH touched AS MATERIALIZED (%s),
        present AS (%s OFFSET 0),
        entry AS (
          SELECT %s, c.bucket, c.hash%s FROM touched t JOIN %s c USING (%s)
        ),
        difference AS (
          SELECT %s, bucket, p.hash AS wanted, e.hash AS held, e.bucket IS NULL AS fresh%s
          FROM present p FULL JOIN entry e USING (%s, bucket)
          WHERE p.hash IS DISTINCT FROM e.hash%s
        )\
        """,
        touched,
        shape.keyMayRepeat() ? once(present()) : present(),
        shape.keyList("t"),
        kept(", c.content"),
        shape.captureTable(),
        keys,
        keys,
        kept(", p.content"),
        keys,
        kept(" OR p.content IS DISTINCT FROM e.content"));
  }

  /** A part of a statement that only those have that keep the rows' texts. */
  private String kept(String part) {
    return shape.scanned() ? part : "";
  }

  /** The memberships that the source has now; a row's hash is made only if it has any. */
  private String present() {
    String content = shape.scanned() ? "w.content" : shape.rowJson();
    String hash = "holdfast.row_hash(" + shape.keyJson("t") + ", " + content + ")";
    String rows =
        String.format(
            "FROM touched t JOIN %s s ON %s AND %s %s%s",
            shape.source().sql(),
            shape.sourceIs("t"),
            shape.filter(JoinStep.SOURCE),
            SqlText.each(shape.joins(), " ", join -> join.join("LEFT")),
            kept(" CROSS JOIN LATERAL (SELECT " + shape.rowJson() + " AS content" + ALONE + ") w"));
    if (shape.buckets().size() == 1) {
      UnitShape.Bucket bucket = shape.buckets().get(0);
      return String.format(
          "SELECT %s, holdfast.bucket_id(%s) AS bucket, %s AS hash%s %s WHERE %s",
          shape.keyList("t"), bucket.terms(), hash, kept(", w.content"), rows, bucket.condition());
    }
    return String.format(
        """
        SELECT %s, m.bucket, r.hash%s %s
          CROSS JOIN LATERAL (SELECT %s AS hash OFFSET 0) r
          CROSS JOIN LATERAL (SELECT DISTINCT holdfast.bucket_id(v.terms) AS bucket
            FROM (VALUES %s) v (terms) WHERE v.terms IS NOT NULL) m\
        """,
        shape.keyList("t"),
        kept(", w.content"),
        rows,
        hash,
        SqlText.each(
            shape.buckets(),
            ", ",
            b -> "(CASE WHEN " + b.condition() + " THEN " + b.terms() + " END)"));
  }

  /**
   * A key that is checked at the end of a transaction may be there twice until then. Either row
   * will do: the statement that puts it right touches the key again.
   */
  private String once(String present) {
    return String.format(
        "SELECT %s, bucket, min(hash) AS hash FROM (%s) n GROUP BY %s, bucket",
        shape.keyList(), present, shape.keyList());
  }

  private String fresh() {
    return String.format(
        """
        fresh AS (
          INSERT INTO %s (%s, bucket, xid, hash)
          SELECT %s, bucket, pg_current_xact_id(), wanted FROM difference WHERE fresh ORDER BY %s, bucket
        ),
        """,
        shape.captureTable(), shape.keyList(), shape.keyList(), shape.keyList());
  }

  private String known() {
    return String.format(
        """
        known AS (
          UPDATE %s c SET xid = pg_current_xact_id(), hash = d.wanted
          FROM difference d WHERE d.held IS NOT NULL AND c.bucket = d.bucket AND (%s) = (%s)
        )
        """,
        shape.captureTable(), shape.keyList("c"), shape.keyList("d"));
  }

  /** In the order of the keys: everybody locks entries in the same order. */
  private String entries(String which) {
    return String.format(
        """
        entries AS (
          INSERT INTO %s (%s, bucket, xid, hash%s)
          SELECT %s, bucket, pg_current_xact_id(), wanted%s FROM difference WHERE %s ORDER BY %s, bucket
          ON CONFLICT (%s, bucket) DO UPDATE SET xid = excluded.xid, hash = excluded.hash%s
        )
        """,
        shape.captureTable(),
        shape.keyList(),
        kept(", content"),
        shape.keyList(),
        kept(", content"),
        which,
        shape.keyList(),
        shape.keyList(),
        kept(", content = excluded.content"));
  }

  private String changes() {
    return String.format(
        """
        INSERT INTO holdfast.bucket_change (unit, bucket, xid, rows, sum)
        SELECT %s, bucket, pg_current_xact_id(), count(wanted) - count(held),
               coalesce(sum(wanted), 0) - coalesce(sum(held), 0)
        FROM difference GROUP BY bucket\
        """,
        SqlText.literal(shape.name()));
  }

  private static String count() {
    return """

    SELECT count(*) FILTER (WHERE held IS NULL) AS missing,
           count(*) FILTER (WHERE wanted IS NULL) AS extra,
           count(*) FILTER (WHERE wanted IS NOT NULL AND held IS NOT NULL) AS different
    FROM difference\
    """;
  }
}
