package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The connections that read, each kept for the next who reads. Safe for use by many threads. */
final class Readers implements AutoCloseable {
  private final Connections connections;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  Readers(Connections connections) {
    this.connections = connections;
  }

  /** Reads one consistent state. */
  <T> T read(Database.Work<T> work) throws SQLException {
    Connection kept = idle.pollFirst();
    Connection reader = kept == null ? connections.open(true) : kept;
    try {
      Sql.run(reader, "BEGIN");
      T result = work.with(reader);
      Sql.run(reader, "COMMIT");
      idle.addFirst(reader);
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
  }
}
