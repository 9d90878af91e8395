package dev.holdfast.bench;

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
public final class BareInsert {
  private BareInsert() {}

  /**
   * Inserts all rows in one transaction, and commits, by which SQLite moves the log into the file.
   *
   * @param directory an empty one
   * @return milliseconds
   */
  public static double millis(Path directory, BareStore.Table table, List<@Nullable Object[]> rows)
      throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = open(directory)) {
      insert(connection, table, rows);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /**
   * The same without the move, which a device leaves for later too. Closing would move it and is
   * not measured.
   *
   * @return milliseconds
   */
  public static double withoutMove(
      Path directory, BareStore.Table table, List<@Nullable Object[]> rows) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = open(directory)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint = 0");
      }
      insert(connection, table, rows);
      return (System.nanoTime() - start) / 1e6;
    }
  }

  private static Connection open(Path directory) throws SQLException {
    return BareStore.encrypted(directory.resolve("bare.db"));
  }

  private static void insert(
      Connection connection, BareStore.Table table, List<@Nullable Object[]> rows)
      throws SQLException {
    BareStore.create(connection, table);
    connection.setAutoCommit(false);
    BareStore.insert(connection, table, rows);
    connection.commit();
  }
}
