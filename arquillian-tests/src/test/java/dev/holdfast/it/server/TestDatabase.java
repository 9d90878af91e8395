package dev.holdfast.it.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL of the tests, with a login that owns the database but is no superuser. */
final class TestDatabase {
  /** The login, and its password. */
  static final String USER = "holdfast";

  /** What connections of the tests are called, the server's are not. */
  static final String NAME = "tests";

  private static final EmbeddedPostgres POSTGRES = start();

  private TestDatabase() {}

  static String url() {
    return "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/" + USER;
  }

  /** A new connection as that login; the caller closes it. */
  static Connection connect() throws SQLException {
    return DriverManager.getConnection(url() + "?ApplicationName=" + NAME, USER, USER);
  }

  static void stop() {
    try {
      POSTGRES.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("max_connections", "100")
              .start();
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + USER + "'");
        statement.execute("CREATE DATABASE " + USER + " OWNER " + USER);
      }
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for the tests", e);
    }
  }
}
