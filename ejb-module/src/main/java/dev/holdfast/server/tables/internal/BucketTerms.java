package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Sql;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the names of buckets. Capture has their numbers only (docs/adr/0011): a name is computed
 * from one row of the bucket that its source has, and is the bucket's if it has its number.
 */
final class BucketTerms {
  private final UnitShape shape;

  BucketTerms(UnitShape shape) {
    this.shape = shape;
  }

  /** Terms by bucket, of those that have a row; looks up one row for each. */
  Map<Long, String> of(Sql sql, List<Long> buckets) throws SQLException {
    Map<Long, String> terms = new HashMap<>();
    sql.each(
        query(),
        0,
        row -> terms.put(row.getLong(1), row.getString(2)),
        (Object) buckets.stream().map(String::valueOf).toArray(String[]::new));
    return terms;
  }

  private String query() {
    return String.format(
        """
        SELECT t.bucket, v.terms FROM unnest(?::bigint[]) n (bucket)
          CROSS JOIN LATERAL (SELECT * FROM %s c
            WHERE c.bucket = n.bucket AND c.hash IS NOT NULL LIMIT 1) t
          JOIN %s s ON %s AND %s %s
          CROSS JOIN LATERAL (VALUES %s) v (terms)
        WHERE v.terms IS NOT NULL AND holdfast.bucket_id(v.terms) = t.bucket\
        """,
        shape.captureTable(),
        shape.source().sql(),
        shape.sourceIs("t"),
        shape.filter(JoinStep.SOURCE),
        SqlText.each(shape.joins(), " ", join -> join.join("LEFT")),
        SqlText.each(
            shape.buckets(),
            ", ",
            b -> "(CASE WHEN " + b.condition() + " THEN " + b.terms() + " END)"));
  }
}
