package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BareStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The baseline: rows that are in memory already, in the order of their keys, go into an encrypted
 * store of the same settings by one prepared statement.
 */
final class BareInsert {
  private BareInsert() {}

  /**
   * Inserts all rows in one transaction, and commits, by which SQLite moves the log into the file.
   */
  static void run(Path directory, List<@Nullable Object[]> rows) throws SQLException {
    try (Connection connection = open(directory)) {
      insert(connection, rows);
    }
  }

  /**
   * The same without the move, which a device leaves for later too. Closing would move it and is
   * not measured.
   *
   * @return milliseconds
   */
  static double withoutMove(Path directory, List<@Nullable Object[]> rows) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = open(directory)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint = 0");
      }
      insert(connection, rows);
      return (System.nanoTime() - start) / 1e6;
    }
  }

  private static Connection open(Path directory) throws SQLException {
    return BareStore.encrypted(directory.resolve("bare.db"));
  }

  private static void insert(Connection connection, List<@Nullable Object[]> rows)
      throws SQLException {
    BareStore.createWorkOrders(connection);
    connection.setAutoCommit(false);
    BareStore.insertWorkOrders(connection, rows);
    connection.commit();
  }
}
