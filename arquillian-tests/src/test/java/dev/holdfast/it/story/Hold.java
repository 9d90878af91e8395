package dev.holdfast.it.story;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds a table, so that the server waits for it in the middle of a request for as long as a test
 * wants.
 */
final class Hold implements AutoCloseable {
  private final Connection holder;
  private final Connection observer;
  private final String table;

  /**
   * Takes the table.
   *
   * @param holder a connection of its own
   * @param observer another one
   */
  Hold(Connection holder, Connection observer, String table) throws SQLException {
    this.holder = holder;
    this.observer = observer;
    this.table = table;
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }
  }

  /** Whether the server waits for it. */
  boolean isWaitedFor() {
    try (PreparedStatement waiting =
        observer.prepareStatement(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = ?::regclass")) {
      waiting.setString(1, table);
      try (ResultSet count = waiting.executeQuery()) {
        count.next();
        return count.getInt(1) > 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets go of it; the database may be gone by then. */
  @Override
  public void close() throws SQLException {
    observer.close();
    holder.close();
  }
}
