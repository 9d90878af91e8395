package dev.holdfast.device.store;

import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.kernel.wire.SyncHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What belongs to the held checkpoint and has not been received yet: buckets of tables, which the
 * server has said to come later.
 */
public final class HeldLater {
  private static final String BUCKETS = "later";

  /** The tables by themselves: who reads one asks. */
  private static final String TABLES = "not-received";

  private HeldLater() {}

  /** The buckets, in order. */
  public static List<String> buckets(Connection connection) throws SQLException {
    return list(connection, BUCKETS);
  }

  /**
   * Those that the server has to give: not of tables of which nothing comes until they are mended.
   */
  public static List<String> awaited(Connection connection) throws SQLException {
    List<String> stalled = HeldStalls.of(connection);
    return buckets(connection).stream()
        .filter(bucket -> !HeldStalls.concern(stalled, bucket))
        .toList();
  }

  /** The tables that have not been received completely, as {@code application/table} in order. */
  public static List<String> tables(Connection connection) throws SQLException {
    return list(connection, TABLES);
  }

  /** The tables of buckets. */
  public static List<String> tablesOf(List<String> buckets) {
    Set<String> tables = new TreeSet<>();
    buckets.forEach(bucket -> tables.add(bucket.substring(0, bucket.indexOf('['))));
    return List.copyOf(tables);
  }

  /**
   * Makes sure that tables were received.
   *
   * @param needed of which tables, as {@code application/table}
   * @throws NotReceivedException if not all of them were
   */
  public static void require(Connection connection, Predicate<String> needed) throws SQLException {
    List<String> lacking = tables(connection).stream().filter(needed).toList();
    if (!lacking.isEmpty()) {
      throw new NotReceivedException(lacking);
    }
  }

  /** The buckets that a header names. */
  static List<String> of(SyncHeader header) {
    List<String> later = header.later();
    return later == null ? List.of() : later;
  }

  /** Keeps what belongs to a checkpoint; returns the tables of which that is something else now. */
  static Set<String> save(Connection connection, List<String> buckets) throws SQLException {
    Set<String> changed = new TreeSet<>();
    List<String> before = buckets(connection);
    if (before.equals(buckets)) {
      return changed;
    }
    List<String> tables = tablesOf(buckets);
    changed.addAll(tablesOf(before));
    changed.addAll(tables);
    put(connection, BUCKETS, buckets);
    put(connection, TABLES, tables);
    return changed;
  }

  private static void put(Connection connection, String name, List<String> value)
      throws SQLException {
    if (value.isEmpty()) {
      Settings.remove(connection, name);
    } else {
      Settings.put(connection, name, value);
    }
  }

  private static List<String> list(Connection connection, String name) throws SQLException {
    return Settings.get(connection, name, String[].class).map(List::of).orElse(List.of());
  }
}
