package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.tables.api.BucketSums;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** One statement per question. */
@Stateless
public class BucketSumsBean implements BucketSums {
  /** Lines that are measured of a unit. */
  private static final int SAMPLE = 100;

  private static final String ROWS =
      "SELECT bucket, sum(rows) FROM holdfast.bucket_change"
          + " WHERE unit = ? AND bucket = ANY(?::bigint[]) GROUP BY bucket HAVING sum(rows) > 0";

  private final Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected BucketSumsBean() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public BucketSumsBean(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int fold() {
    return new Folding(jdbc).fold();
  }

  @Override
  public Map<Long, Long> rows(CapturedUnit unit, Collection<Long> buckets) {
    Map<Long, Long> rows = new HashMap<>();
    jdbc.list(
        ROWS,
        row -> rows.put(row.getLong(1), row.getLong(2)),
        unit.name(),
        buckets.stream().map(String::valueOf).toArray(String[]::new));
    return rows;
  }

  @Override
  public double lineBytes(CapturedUnit unit, long bucket) {
    return jdbc.one(
            "SELECT coalesce(avg(octet_length(l.key) + octet_length(l.content) + 2), 0) FROM ("
                + unit.lines()
                + " WHERE c.bucket = ? AND NOT c.deleted LIMIT ?) l",
            row -> row.getDouble(1),
            bucket,
            SAMPLE)
        .orElse(0.0);
  }
}
