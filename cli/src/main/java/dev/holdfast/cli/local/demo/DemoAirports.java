package dev.holdfast.cli.local.demo;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** The table {@code demo.airport}: made and filled in one transaction, and then left alone. */
final class DemoAirports {
  private DemoAirports() {}

  static void ensure(int port, String password) throws CommandException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("holdfast");
    source.setUser("holdfast");
    source.setPassword(password);
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      if (!exists(connection)) {
        create(connection);
        fill(connection);
      }
      connection.commit();
    } catch (SQLException | IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The table demo.airport can't be made: " + e.getMessage(), e);
    }
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
