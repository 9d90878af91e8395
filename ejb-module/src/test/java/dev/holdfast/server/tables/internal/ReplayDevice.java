package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A device that holds every bucket of a unit and applies deltas from the generated SQL. */
final class ReplayDevice {
  private static final String PINNED =
      "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL extra_float_digits = 1;"
          + " SET LOCAL lock_timeout = '200ms'";
  private final DataSource dataSource;
  private final CapturedUnit unit;
  private final String truth;
  private final String tables;
  private final Map<String, Map<String, String>> buckets = new TreeMap<>();
  private @Nullable String checkpoint;
  private int received;

  /**
   * A device without rows.
   *
   * @param truth query for the memberships as they are, as bucket, key and row
   * @param tables the tables that it reads
   */
  ReplayDevice(DataSource dataSource, CapturedUnit unit, String truth, String tables) {
    this.dataSource = dataSource;
    this.unit = unit;
    this.truth = truth;
    this.tables = tables;
  }

  /** Lines received by the last sync. */
  int received() {
    return received;
  }

  /** Syncs unless somebody holds a lock that excludes readers, as {@code TRUNCATE} does. */
  void trySync() throws SQLException {
    try {
      sync();
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("55P03");
    }
  }

  /** Goes to a new checkpoint, and checks rows and digests against the truth in that snapshot. */
  void sync() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Sql sql = new Sql(connection);
      sql.run(PINNED);
      String next =
          sql.one("SELECT pg_current_snapshot()::text", row -> row.getString(1)).orElseThrow();
      sql.run("LOCK TABLE " + tables + " IN ACCESS SHARE MODE");
      apply(sql);
      Map<String, Map<String, String>> expected = new TreeMap<>();
      sql.each(
          truth,
          0,
          row ->
              expected
                  .computeIfAbsent(row.getString(1), b -> new HashMap<>())
                  .put(row.getString(2), row.getString(3)));
      buckets.values().removeIf(Map::isEmpty);
      assertThat(difference(expected)).as("from %s to %s", checkpoint, next).isEmpty();
      assertThat(digests(sql)).isEqualTo(ownDigests());
      checkpoint = next;
      connection.commit();
    }
  }

  private void apply(Sql sql) throws SQLException {
    received = 0;
    String since =
        checkpoint == null
            ? ""
            : " WHERE c.xid >= pg_snapshot_xmin('%s'::pg_snapshot) AND NOT pg_visible_in_snapshot(c.xid, '%s'::pg_snapshot)"
                .formatted(checkpoint, checkpoint);
    sql.each(
        unit.lines() + since + " ORDER BY c.bucket, c.xid, c.k1",
        0,
        row -> {
          received++;
          Map<String, String> rows =
              buckets.computeIfAbsent(row.getString("bucket"), b -> new HashMap<>());
          if (row.getBoolean("deleted")) {
            rows.remove(row.getString("key"));
          } else {
            assertThat(row.getString("content")).as("row of a live entry").isNotNull();
            rows.put(row.getString("key"), row.getString("content"));
          }
        });
  }

  /** The first rows that device and truth disagree on. */
  private List<String> difference(Map<String, Map<String, String>> expected) {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(buckets.keySet());
    List<String> different = new ArrayList<>();
    for (String name : names) {
      Map<String, String> wanted = expected.getOrDefault(name, Map.of());
      Map<String, String> held = buckets.getOrDefault(name, Map.of());
      Set<String> keys = new TreeSet<>(wanted.keySet());
      keys.addAll(held.keySet());
      for (String key : keys) {
        if (!Objects.equals(wanted.get(key), held.get(key)) && different.size() < 5) {
          different.add(name + key + " is " + held.get(key) + ", should be " + wanted.get(key));
        }
      }
    }
    return different;
  }

  private Map<String, BucketSum> digests(Sql sql) throws SQLException {
    Map<String, BucketSum> sums = new TreeMap<>();
    sql.each(
        "SELECT bucket, sum(rows), holdfast.wrapped(sum(sum)) FROM holdfast.bucket_change"
            + " WHERE unit = ? GROUP BY bucket HAVING sum(rows) <> 0 OR sum(sum) <> 0",
        0,
        row -> sums.put(row.getString(1), new BucketSum(row.getLong(2), row.getLong(3))),
        unit.name());
    return sums;
  }

  private Map<String, BucketSum> ownDigests() {
    Map<String, BucketSum> sums = new TreeMap<>();
    buckets.forEach(
        (bucket, rows) -> {
          BucketSum sum = BucketSum.EMPTY;
          for (Map.Entry<String, String> row : rows.entrySet()) {
            sum = sum.plus(RowHash.of(row.getKey(), row.getValue()));
          }
          sums.put(bucket, sum);
        });
    return sums;
  }
}
