package dev.holdfast.bench.capture;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.fullsync.WorkOrders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Updates of one row each, each a transaction, by clients that are connected before the clock runs.
 * The same rows at every run.
 */
final class Updates implements AutoCloseable {
  /** So many that what a new session plans once is no part of it worth speaking of. */
  static final int COUNT = 6_000;

  private static final int STEP = 7_919;
  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads;
  private final String sql;

  Updates(BenchServer server, String table, int clients) throws SQLException {
    sql =
        "UPDATE "
            + table
            + " SET status = 'visited', version = version + 1"
            + " WHERE id = md5('work order ' || ?)::uuid";
    threads = Executors.newFixedThreadPool(clients);
    for (int i = 0; i < clients; i++) {
      connections.add(server.connect());
    }
  }

  void run() throws Exception {
    List<Callable<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      int first = i * COUNT;
      Connection connection = connections.get(i);
      clients.add(() -> update(connection, first));
    }
    for (Future<Integer> client : threads.invokeAll(clients)) {
      if (client.get() != COUNT) {
        throw new IllegalStateException("some rows were not there");
      }
    }
  }

  private int update(Connection connection, int first) throws SQLException {
    int updated = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = first; i < first + COUNT; i++) {
        statement.setInt(1, 1 + (int) ((long) i * STEP % WorkOrders.ROWS));
        updated += statement.executeUpdate();
      }
    }
    return updated;
  }

  @Override
  public void close() throws SQLException {
    threads.shutdown();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
