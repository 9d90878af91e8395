package dev.holdfast.device.store;

import dev.holdfast.device.engine.StoreEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How connections to a store's file are opened.
 *
 * @param engine opens them
 * @param file the store's file
 * @param key its key
 * @param mostBytes largest size of the file
 */
record Connections(StoreEngine engine, Path file, StoreKey key, long mostBytes) {
  private static final int PAGE_BYTES = 4096;
  static final int BUSY_MILLIS = 15_000;
  private static final int MOST_LOG_PAGES = 32 * 1024;
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  /** First how long to wait for others, then what they may be in the way of. */
  private static final List<String> ALWAYS =
      List.of(
          "PRAGMA busy_timeout = " + BUSY_MILLIS,
          "PRAGMA temp_store = MEMORY",
          "PRAGMA cache_size = " + -CACHE_KIBIBYTES,
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL",
          "PRAGMA journal_size_limit = " + LogMover.LEFT_BYTES,
          // Others move the log; this is for when they don't keep up.
          "PRAGMA wal_autocheckpoint = " + MOST_LOG_PAGES);

  /** A connection, to be closed. */
  Connection open(boolean readOnly) throws SQLException {
    Connection connection = engine.open(file, key.keyAndSalt());
    try {
      for (String pragma : ALWAYS) {
        Sql.run(connection, pragma);
      }
      Sql.run(connection, "PRAGMA max_page_count = " + mostPages());
      if (readOnly) {
        Sql.run(connection, "PRAGMA query_only = ON");
      }
      return connection;
    } catch (SQLException e) {
      try {
        connection.close();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** What its errors mean. */
  SqlErrors errors() {
    return new SqlErrors(engine);
  }

  private long mostPages() {
    return Math.min(Integer.MAX_VALUE - 1L, mostBytes / PAGE_BYTES);
  }
}
