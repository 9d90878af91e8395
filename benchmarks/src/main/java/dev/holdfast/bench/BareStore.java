package dev.holdfast.bench;

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
 * What baselines are made of: SQLite with the settings of a device's store, and tables without
 * anything else.
 */
public final class BareStore {
  private static final int CACHE_KIBIBYTES = 16 * 1024;
  private static final byte[] KEY_AND_SALT = new byte[48];

  /** Work orders: their key, seven texts and an integer. */
  public static final Table WORK_ORDERS =
      new Table(
          "CREATE TABLE work_order (id TEXT PRIMARY KEY, region TEXT, status TEXT, title TEXT,"
              + " description TEXT, assignee TEXT, amount TEXT, updated_at TEXT, version INTEGER)"
              + " WITHOUT ROWID",
          "INSERT INTO work_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");

  private BareStore() {}

  /**
   * A table.
   *
   * @param create the statement that makes it
   * @param insert the statement that inserts a row, with as many parameters as it has columns
   */
  public record Table(String create, String insert) {}

  /** One that nobody has encrypted. */
  public static Connection plain(Path file) throws SQLException {
    return open(new SQLiteConfig(), file);
  }

  /** One with the encryption of a device's store, by a key that is there. */
  public static Connection encrypted(Path file) throws SQLException {
    return open(
        SQLiteMCSqlCipherConfig.getV4Defaults().withRawSaltedKey(KEY_AND_SALT).build(), file);
  }

  private static Connection open(SQLiteConfig config, Path file) throws SQLException {
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setCacheSize(-CACHE_KIBIBYTES);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** Makes a table. */
  public static void create(Connection connection, Table table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(table.create());
    }
  }

  /** Inserts rows by one prepared statement, in the caller's transaction. */
  public static void insert(Connection connection, Table table, List<@Nullable Object[]> rows)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.executeUpdate();
      }
    }
  }
}
