package dev.holdfast.cli.local.demo;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of the demo's applications. The comment of each one's schema remembers that it has
 * been completed, for as long as the schema is there.
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

  /** Whether all of an application was made at some time. */
  boolean isComplete(DemoApplication application) throws CommandException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT obj_description(to_regnamespace(?)::oid, 'pg_namespace') = ?")) {
      statement.setString(1, application.schema());
      statement.setString(2, COMPLETE);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    } catch (SQLException e) {
      throw failed("The schema " + application.schema() + " can't be read", e);
    }
  }

  /** Remembers that all of an application is made. */
  void markComplete(DemoApplication application) throws CommandException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COMMENT ON SCHEMA "
              + statement.enquoteIdentifier(application.schema(), true)
              + " IS "
              + statement.enquoteLiteral(COMPLETE));
    } catch (SQLException e) {
      throw failed("The schema " + application.schema() + " can't be marked", e);
    }
  }

  /** Makes and fills an application's tables in one transaction, unless there are any. */
  void ensureTables(DemoApplication application) throws CommandException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      if (!hasTables(connection, application.schema())) {
        application.createTables(connection);
      }
      connection.commit();
    } catch (SQLException | IOException e) {
      throw failed("The tables of " + application.schema() + " can't be made", e);
    }
  }

  private static boolean hasTables(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace(?) AND relkind = 'r')")) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static CommandException failed(String what, Exception cause) {
    return new CommandException(ExitCode.FAILED, what + ": " + cause.getMessage(), cause);
  }
}
