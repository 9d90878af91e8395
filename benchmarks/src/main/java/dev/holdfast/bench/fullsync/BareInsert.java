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

  /** Inserts all rows in one transaction, and commits. */
  static void run(Path directory, List<@Nullable Object[]> rows) throws SQLException {
    SQLiteConfig config =
        SQLiteMCSqlCipherConfig.getV4Defaults().withRawSaltedKey(KEY_AND_SALT).build();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setCacheSize(-CACHE_KIBIBYTES);
    try (Connection connection =
        config.createConnection("jdbc:sqlite:" + directory.resolve("bare.db"))) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE work_order (id TEXT PRIMARY KEY, region TEXT, status TEXT, title TEXT,"
                + " description TEXT, assignee TEXT, amount TEXT, updated_at TEXT, version INTEGER)"
                + " WITHOUT ROWID");
      }
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO work_order VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
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
}
