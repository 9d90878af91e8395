package dev.holdfast.server.testing;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.internal.DataSourceJdbc;
import dev.holdfast.server.platform.internal.Migration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A migrated database of its own for a test, on one PostgreSQL server per virtual machine; the
 * server ends with it, a database with its test class ({@link DroppedDatabases}). Databases are
 * copies of a template, so that a new one takes milliseconds.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final IdleConnections IDLE = new IdleConnections();
  private static final Queue<String> UNDROPPED = new ConcurrentLinkedQueue<>();

  private final DataSource dataSource;

  private TestDatabase(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A new database with Holdfast's schema. */
  public static TestDatabase create() {
    return copyOf("migrated");
  }

  /** A new database without it. */
  public static TestDatabase empty() {
    return copyOf("template1");
  }

  /** A copy of it as it is now, as a restored backup is one. Nobody may be connected to it. */
  public TestDatabase copy() {
    String name = jdbc().one("SELECT current_database()", row -> row.getString(1)).orElseThrow();
    IDLE.close(Server.url(name));
    return copyOf(name);
  }

  private static TestDatabase copyOf(String template) {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = IDLE.to(Server.url("postgres")).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE "
              + statement.enquoteIdentifier(name, true)
              + " TEMPLATE "
              + statement.enquoteIdentifier(template, true));
    } catch (SQLException e) {
      throw new IllegalStateException("no new database", e);
    }
    UNDROPPED.add(name);
    return new TestDatabase(IDLE.to(Server.url(name)));
  }

  /** Drops all there are, also those that somebody is still connected to. */
  static void dropAll() throws SQLException {
    if (UNDROPPED.isEmpty()) {
      return;
    }
    try (Connection connection = IDLE.to(Server.url("postgres")).getConnection();
        var statement = connection.createStatement()) {
      for (String next = UNDROPPED.poll(); next != null; next = UNDROPPED.poll()) {
        IDLE.close(Server.url(next));
        statement.execute(
            "DROP DATABASE " + statement.enquoteIdentifier(next, true) + " WITH (FORCE)");
      }
    }
  }

  /** The same database, its statements counted. */
  public TestDatabase counted(StatementCounter counter) {
    return new TestDatabase(counter.counting(dataSource));
  }

  /** A new database with Holdfast's schema on a PostgreSQL server of its own. */
  public static Elsewhere elsewhere() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("fsync", "off")
            .start();
    Migration.run(postgres.getPostgresDatabase());
    return new Elsewhere(new TestDatabase(postgres.getPostgresDatabase()), postgres);
  }

  /**
   * A database on a server of its own.
   *
   * @param database the database
   * @param server ends when this is closed
   */
  public record Elsewhere(TestDatabase database, EmbeddedPostgres server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** Connections to it, as new as can be seen. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** SQL on it, each statement by itself. */
  public Jdbc jdbc() {
    return new DataSourceJdbc(dataSource);
  }

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    static String url(String database) {
      return POSTGRES.getJdbcUrl("postgres", database);
    }

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .setDataDirectory(DataDirectories.next())
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("maintenance_work_mem", "256MB")
                .setServerConfig("deadlock_timeout", "20ms")
                .setServerConfig("max_connections", "200")
                .setServerConfig("max_prepared_transactions", "20")
                .setServerConfig("wal_level", "logical")
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
            var statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE migrated");
        }
        Migration.run(postgres.getDatabase("postgres", "migrated"));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException("no template database", e);
      }
    }
  }
}
