package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** What the superuser does: makes the login and the database that Holdfast owns. */
final class PostgresAdmin {
  /** Name of the database and of the login that owns it. */
  static final String HOLDFAST = "holdfast";

  private final PGSimpleDataSource source = new PGSimpleDataSource();

  PostgresAdmin(int port, String user, String password) {
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser(user);
    source.setPassword(password);
  }

  /** Whether the server takes connections. */
  boolean answers() {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Makes the login with this password and its database, as far as they are missing. The login is
   * no superuser; it owns the database and so may create schemas and tables in it.
   */
  void ensureDatabase(String password) throws CommandException {
    try (Connection connection = source.getConnection()) {
      if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?")) {
        execute(connection, "CREATE ROLE holdfast LOGIN");
      }
      setPassword(connection, password);
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?")) {
        execute(connection, "CREATE DATABASE holdfast OWNER holdfast");
      }
    } catch (SQLException e) {
      throw new CommandException(
          ExitCode.FAILED, "The database holdfast can't be made: " + e.getMessage(), e);
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, HOLDFAST);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** A utility command takes no parameters, so the server quotes the password itself. */
  private static void setPassword(Connection connection, String password) throws SQLException {
    String command;
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT format('ALTER ROLE holdfast PASSWORD %L', ?)")) {
      statement.setString(1, password);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        command = rows.getString(1);
      }
    }
    execute(connection, command);
  }

  private static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
