package dev.holdfast.device.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.mc.SQLiteMCSqlCipherConfig;

/**
 * How connections are opened. Everything is set through the driver's configuration, so that no text
 * from outside becomes part of a JDBC URL.
 *
 * @param file the store's file
 * @param key its key
 * @param mostBytes largest size of the file
 */
record Connections(Path file, StoreKey key, long mostBytes) {
  private static final int PAGE_BYTES = 4096;
  static final int BUSY_MILLIS = 15_000;
  private static final int MOST_LOG_PAGES = 32 * 1024;
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  Connection open(boolean readOnly) throws SQLException {
    SQLiteConfig config =
        SQLiteMCSqlCipherConfig.getV4Defaults().withRawSaltedKey(key.keyAndSalt()).build();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(LogMover.LEFT_BYTES));
    config.setMaxPageCount((int) Math.min(Integer.MAX_VALUE - 1L, mostBytes / PAGE_BYTES));
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    // Others move the log; this is for when they don't keep up.
    Sql.run(connection, "PRAGMA wal_autocheckpoint = " + MOST_LOG_PAGES);
    if (readOnly) {
      Sql.run(connection, "PRAGMA query_only = ON");
    }
    return connection;
  }
}
