package dev.holdfast.bench.upload;

import dev.holdfast.bench.BenchServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The baseline: as many rows as there are actions, with what the actions say, inserted by JDBC in
 * batches of the size of a request, a transaction each.
 */
final class BareBatches {
  private static final int BATCH = 100;

  private BareBatches() {}

  static void prepare(BenchServer server) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS public.bare_action (id uuid PRIMARY KEY, case_id uuid NOT NULL,"
              + " action text NOT NULL, note text, count bigint, performed_at timestamptz NOT NULL)");
    }
  }

  /** Inserts on a connection that is there already, as a device's is. */
  static void insert(Connection connection, int rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO public.bare_action VALUES (?, ?, 'write', ?, ?, now())")) {
      connection.setAutoCommit(false);
      for (int i = 1; i <= rows; i++) {
        insert.setObject(1, UUID.randomUUID());
        insert.setObject(2, UUID.randomUUID());
        insert.setString(3, Visitors.NOTE + i);
        insert.setLong(4, i);
        insert.addBatch();
        if (i % BATCH == 0 || i == rows) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
  }
}
