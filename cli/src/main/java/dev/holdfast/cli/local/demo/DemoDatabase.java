package dev.holdfast.cli.local.demo;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The demo's part of the database: the schema {@code demo} with the table of airports. The schema's
 * comment remembers that the demo has been completed, for as long as the schema is there.
 */
final class DemoDatabase {
  private static final String COMPLETE = "The demo of holdfast up, complete";

  private final PGSimpleDataSource source = new PGSimpleDataSource();

  DemoDatabase(int port, String password) {
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("holdfast");
    source.setUser("holdfast");
    source.setPassword(password);
  }

  /** Whether all of the demo was made at some time. */
  boolean isComplete() throws CommandException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT obj_description(to_regnamespace('demo')::oid, 'pg_namespace') = ?")) {
      statement.setString(1, COMPLETE);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw failed("The schema demo can't be read", e);
    }
  }

  /** Remembers that all of the demo is made. */
  void markComplete() throws CommandException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("COMMENT ON SCHEMA demo IS '" + COMPLETE + "'");
    } catch (SQLException e) {
      throw failed("The schema demo can't be marked", e);
    }
  }

  /** Makes and fills the airports in one transaction, unless they are there. */
  void ensureAirports() throws CommandException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      if (!exists(connection)) {
        create(connection);
        fill(connection);
      }
      connection.commit();
    } catch (SQLException | IOException e) {
      throw failed("The table demo.airport can't be made", e);
    }
  }

  private static CommandException failed(String what, Exception cause) {
    return new CommandException(ExitCode.FAILED, what + ": " + cause.getMessage(), cause);
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT to_regclass('demo.airport') IS NOT NULL")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS demo");
      statement.execute(
          """
          CREATE TABLE demo.airport (
            iata text PRIMARY KEY,
            name text NOT NULL,
            city text,
            state text,
            country text NOT NULL,
            latitude double precision NOT NULL,
            longitude double precision NOT NULL)
          """);
      statement.execute(
          "COMMENT ON TABLE demo.airport IS 'Airports of the United States, from Data.gov'");
    }
  }

  private static void fill(Connection connection) throws SQLException, IOException {
    try (InputStream csv = Resources.open("airports.csv")) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY demo.airport FROM STDIN WITH (FORMAT csv, HEADER true)", csv);
    }
  }
}
