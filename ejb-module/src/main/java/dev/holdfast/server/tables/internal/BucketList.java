package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CapturedUnits;
import dev.holdfast.server.tables.api.CapturedUnits.BucketView;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a unit's buckets. By number the index gives it without reading the others; by rows all
 * are summed.
 */
final class BucketList {
  private static final String BUCKETS =
      """
      SELECT bucket, sum(rows) AS rows, to_hex(holdfast.wrapped(sum(sum))) AS sum
      FROM holdfast.bucket_change WHERE unit = ? GROUP BY bucket HAVING sum(rows) > 0
      """;

  private final String unit;
  private final PageRequest page;
  private final String order;

  BucketList(String unit, PageRequest page) throws RefusedException {
    this.unit = unit;
    this.page = page;
    this.order = order(page);
  }

  /** Reads it; names are found if the unit is declared and its source fits. */
  Page<BucketView> read(Sql sql, Optional<CaptureUnit> declared) throws SQLException {
    List<BucketView> unnamed =
        sql.list(
            BUCKETS + order + " OFFSET " + page.offset() + " LIMIT " + page.limit(),
            row ->
                new BucketView(
                    Long.toString(row.getLong("bucket")),
                    null,
                    row.getLong("rows"),
                    UnitList.digits(row.getString("sum"))),
            unit);
    long total =
        sql.one(
                "SELECT count(*) FROM (" + BUCKETS + " LIMIT ?) n",
                row -> row.getLong(1),
                unit,
                page.offset() + page.limit() + CapturedUnits.COUNTED)
            .orElse(0L);
    Map<Long, String> terms = terms(sql, declared, unnamed);
    return new Page<>(unnamed.stream().map(b -> named(b, terms)).toList(), total);
  }

  private Map<Long, String> terms(Sql sql, Optional<CaptureUnit> declared, List<BucketView> buckets)
      throws SQLException {
    if (declared.isEmpty() || buckets.isEmpty()) {
      return Map.of();
    }
    Optional<UnitShape> shape = new UnitPlanner(new Catalog(sql), declared.get()).plan();
    return shape.isPresent() && shape.get().name().equals(unit)
        ? new BucketTerms(shape.get())
            .of(sql, buckets.stream().map(b -> Long.valueOf(b.id())).toList())
        : Map.of();
  }

  private static BucketView named(BucketView bucket, Map<Long, String> terms) {
    return new BucketView(
        bucket.id(), terms.get(Long.valueOf(bucket.id())), bucket.rows(), bucket.sum());
  }

  private static String order(PageRequest page) throws RefusedException {
    String direction = page.descending() ? " DESC" : "";
    String key = page.sort() == null ? "id" : page.sort();
    return switch (key) {
      case "id" -> " ORDER BY bucket" + direction;
      case "rows" -> " ORDER BY sum(rows)" + direction + ", bucket";
      default ->
          throw new RefusedException(
              ErrorCode.INVALID, "Buckets can't be sorted by " + key + ", only by id and rows.");
    };
  }
}
