package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The data: a table of work orders in 20 regions, its package, and users who may have all of them
 * or those of one region.
 */
public final class WorkOrders {
  public static final int ROWS = 100_000;

  /** How many {@link #change} changes. */
  public static final int CHANGED = 100;

  /** May have all of them. */
  public static final User ALL = new User("worker", 20, ROWS);

  /** May have those of one region. */
  public static final User FEW = new User("local", 1, ROWS / 20);

  public static final String PASSWORD = "a password for benchmarks only";

  private static final int STEP = 7_919;
  private static final int LOWER_HALF = 0x8000;

  private WorkOrders() {}

  /**
   * A user.
   *
   * @param name name
   * @param regions how many regions are in the scope
   * @param rows how many rows these are
   */
  public record User(String name, int regions, int rows) {
    /** As who uses a device. */
    NewDevice.User device() {
      return new NewDevice.User(name, PASSWORD, "work_order", rows);
    }

    /** What gives the user these regions: {@code regions=} and their names. */
    public String attribute() {
      return "regions="
          + IntStream.range(0, regions)
              .mapToObj("region-%02d"::formatted)
              .collect(Collectors.joining(","));
    }
  }

  /** Makes table, package and user. */
  public static void prepare(BenchServer server)
      throws SQLException, IOException, InterruptedException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(Resources.text(WorkOrders.class, "work_order.sql"));
      statement.execute("ANALYZE bench.work_order");
    }
    Path logic = server.file("package.yaml", Resources.text(WorkOrders.class, "package.yaml"));
    server.admin("package", "deploy", logic.toString());
    Path password = server.file("worker.password", PASSWORD);
    for (User user : List.of(ALL, FEW)) {
      server.admin(
          "user",
          "add",
          user.name(),
          "--password-file",
          password.toString(),
          "--roles",
          "worker",
          "--set",
          user.attribute());
    }
  }

  /**
   * Changes every row, so that no segment is of use any more, and cleans up after that, as
   * PostgreSQL does by itself: nothing but the segments is to be cold.
   */
  public static void renew(BenchServer server) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE bench.work_order SET version = version + 1");
      statement.execute("VACUUM ANALYZE");
    }
  }

  /**
   * Changes {@value #CHANGED} rows, others each time.
   *
   * @param turn a number that is another one each time
   * @return the instant of the commit, by {@link System#nanoTime()}
   */
  public static long change(BenchServer server, int turn) throws SQLException {
    try (Connection connection = server.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE bench.work_order SET version = version + 1 WHERE id IN (SELECT id FROM"
                    + " bench.work_order WHERE id >= ?::uuid ORDER BY id LIMIT "
                    + CHANGED
                    + ")")) {
      connection.setAutoCommit(false);
      // In the lower half of all ids, so that there are enough after it.
      update.setString(
          1,
          "%04x0000-0000-0000-0000-000000000000".formatted(Math.floorMod(turn * STEP, LOWER_HALF)));
      if (update.executeUpdate() != CHANGED) {
        throw new IllegalStateException("fewer rows changed than wanted");
      }
      connection.commit();
      return System.nanoTime();
    }
  }

  /** Fills the table with so many rows, all of them in the scope of {@link #ALL}. */
  public static void resize(BenchServer server, int size) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE bench.work_order");
      statement.execute(
          "INSERT INTO bench.work_order SELECT md5('work order ' || n)::uuid,"
              + " 'region-' || lpad((n % 20)::text, 2, '0'),"
              + " 'planned', 'Inspect transformer ' || n || ' and replace worn parts',"
              + " md5('a' || n) || ' ' || md5('b' || n) || ' ' || md5('c' || n), 'worker-' || n % 113,"
              + " n % 100000 / 100.0, timestamptz '2026-01-01 00:00:00Z' + n * interval '37 seconds', 1"
              + " FROM generate_series(1, "
              + size
              + ") n");
      statement.execute("ANALYZE bench.work_order");
    }
  }

  /** A user's rows as a device stores them, in the order of their keys: texts and one integer. */
  public static List<@Nullable Object[]> rows(BenchServer server, User user) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>(ROWS);
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT * FROM bench.work_order ORDER BY id::text COLLATE \"C\"")) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        @Nullable Object[] row = new @Nullable Object[columns];
        for (int i = 0; i < columns - 1; i++) {
          row[i] = found.getString(i + 1);
        }
        row[columns - 1] = found.getLong(columns);
        if (Integer.parseInt(region(row)) < user.regions()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static String region(@Nullable Object[] row) {
    return String.valueOf(row[1]).substring("region-".length());
  }
}
