package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one connection of this process that writes: each transaction under a lock of the process and,
 * by {@code BEGIN IMMEDIATE}, of the file. After a failed transaction the store is as before it.
 * Safe for use by many threads.
 */
final class Writer implements AutoCloseable {
  private final Connection connection;
  private final Runnable check;
  private final Runnable written;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * Writes by a connection, which is closed with this.
   *
   * @param check refuses a store that may not be written to any more, before each transaction
   * @param written told after each transaction
   */
  Writer(Connection connection, Runnable check, Runnable written) {
    this.connection = connection;
    this.check = check;
    this.written = written;
  }

  /** For looking at what nobody else has begun to change. */
  Connection connection() {
    return connection;
  }

  /** Writes in one transaction. */
  <T> T write(Database.Work<T> work) throws SQLException {
    writing.lock();
    try {
      return transact(work);
    } finally {
      writing.unlock();
    }
  }

  /** The same, which a power cut may take back. */
  <T> T stage(Database.Work<T> work) throws SQLException {
    writing.lock();
    try {
      return with("synchronous", "NORMAL", "FULL", work);
    } finally {
      writing.unlock();
    }
  }

  /** Writes if nobody else does; returns whether it has. */
  boolean writeIfFree(Database.Work<?> work) throws SQLException {
    if (writing.isHeldByCurrentThread() || !writing.tryLock()) {
      return false;
    }
    try {
      with("busy_timeout", "0", Integer.toString(Connections.BUSY_MILLIS), work);
      return true;
    } catch (SQLException e) {
      check.run();
      if (SqlErrors.isBusy(e)) {
        return false;
      }
      throw e;
    } finally {
      writing.unlock();
    }
  }

  /** A transaction with another setting of the connection. */
  private <T> T with(String setting, String now, String usual, Database.Work<T> work)
      throws SQLException {
    Sql.run(connection, "PRAGMA %s = %s".formatted(setting, now));
    try {
      return transact(work);
    } finally {
      Sql.run(connection, "PRAGMA %s = %s".formatted(setting, usual));
    }
  }

  private <T> T transact(Database.Work<T> work) throws SQLException {
    check.run();
    Sql.run(connection, "BEGIN IMMEDIATE");
    T result;
    try {
      result = work.with(connection);
      Sql.run(connection, "COMMIT");
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
    written.run();
    return result;
  }

  private void rollBack(Throwable cause) {
    try {
      Sql.run(connection, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back by itself after the worst errors; then there is nothing to do.
      cause.addSuppressed(e);
    }
  }

  /** Waits for a transaction that is under way. */
  @Override
  public void close() throws SQLException {
    writing.lock();
    try {
      connection.close();
    } finally {
      writing.unlock();
    }
  }
}
