package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.sqlite.ProgressHandler;

/** Ends what a connection does as soon as somebody says so, until it is closed. */
public final class Stopping implements AutoCloseable {
  /**
   * Some milliseconds of SQLite's machine on a slow device; asking takes less than a microsecond.
   */
  private static final int INSTRUCTIONS = 10_000;

  private final Connection connection;

  /**
   * Begins.
   *
   * @param stop asked every few milliseconds, by the thread that uses the connection
   */
  public Stopping(Connection connection, BooleanSupplier stop) throws SQLException {
    this.connection = connection;
    ProgressHandler.setHandler(
        connection,
        INSTRUCTIONS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return stop.getAsBoolean() ? 1 : 0;
          }
        });
  }

  @Override
  public void close() throws SQLException {
    ProgressHandler.clearHandler(connection);
  }
}
