package dev.holdfast.bench.casework;

import dev.holdfast.bench.BenchServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * The baseline: what an application without rules would write for the same actions, by JDBC: the
 * case's row and a line of its history, as many in a transaction as there are in a request.
 */
final class BareWrites {
  private BareWrites() {}

  static void prepare(BenchServer server, List<UUID> cases) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE public.bare_case (id uuid PRIMARY KEY, version bigint NOT NULL, note text, count bigint)");
      statement.execute(
          "CREATE TABLE public.bare_history (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              + " case_id uuid NOT NULL, action text NOT NULL, note text, count bigint)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO public.bare_case VALUES (?, 1, '', 0)")) {
        for (UUID id : cases) {
          insert.setObject(1, id);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  /** Writes cases in one transaction; in the order of their ids, so that none waits for another. */
  static void write(Connection connection, List<UUID> cases) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE public.bare_case SET version = version + 1, note = ?, count = count + 1"
                    + " WHERE id = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO public.bare_history (case_id, action, note, count)"
                    + " VALUES (?, 'write', ?, 1)")) {
      for (UUID id : cases.stream().sorted().toList()) {
        update.setString(1, Repairs.NOTE + id);
        update.setObject(2, id);
        update.addBatch();
        insert.setObject(1, id);
        insert.setString(2, Repairs.NOTE + id);
        insert.addBatch();
      }
      update.executeBatch();
      insert.executeBatch();
      connection.commit();
    }
  }
}
