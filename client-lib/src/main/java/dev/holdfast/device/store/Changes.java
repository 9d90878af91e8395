package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells cheaply whether anybody has written to the store, this process or another: SQLite's {@code
 * data_version}, which is read from memory that all of them share. Not for use by several threads.
 */
public final class Changes implements AutoCloseable {
  private final SqlErrors errors;
  private final Connection connection;
  private long version;

  Changes(SqlErrors errors, Connection connection) throws SQLException {
    this.errors = errors;
    this.connection = connection;
    this.version = version();
  }

  /**
   * Whether something was written since this was last asked.
   *
   * @throws dev.holdfast.device.api.StoreException if the store can't be read
   */
  public boolean any() {
    try {
      long now = version();
      boolean any = now != version;
      version = now;
      return any;
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }

  private long version() throws SQLException {
    return Sql.number(connection, "PRAGMA data_version");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw errors.translate(e);
    }
  }
}
