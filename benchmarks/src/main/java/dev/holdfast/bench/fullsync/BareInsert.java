package dev.holdfast.bench.fullsync;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.mc.SQLiteMCSqlCipherConfig;

/**
 * The baseline: rows that are in memory already, in the order of their keys, go into an encrypted
 * store of the same settings by one prepared statement.
 */
final class BareInsert {
  private static final int CACHE_KIBIBYTES = 16 * 1024;
  private static final byte[] KEY_AND_SALT = new byte[48];

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
    SQLiteConfig config =
        SQLiteMCSqlCipherConfig.getV4Defaults().withRawSaltedKey(KEY_AND_SALT).build();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setCacheSize(-CACHE_KIBIBYTES);
    return config.createConnection("jdbc:sqlite:" + directory.resolve("bare.db"));
  }

  private static void insert(Connection connection, List<@Nullable Object[]> rows)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE work_order (id TEXT PRIMARY KEY, region TEXT, status TEXT, title TEXT,"
              + " description TEXT, assignee TEXT, amount TEXT, updated_at TEXT, version INTEGER)"
              + " WITHOUT ROWID");
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO work_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.executeUpdate();
      }
    }
    connection.commit();
  }
}
