package dev.holdfast.it.schedule;

import dev.holdfast.it.server.FieldPackage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Other applications that write the tables, by connections of their own and in transactions that
 * overlap. A statement that another's lock holds up ends its transaction.
 */
final class Writers implements AutoCloseable {
  private static final int COUNT = 3;

  private final FieldPackage field;
  private final Tale tale;
  private final List<Writer> all = new ArrayList<>();
  private final List<Connection> strangers = new ArrayList<>();

  private static final class Writer {
    private final String name;
    private final Connection connection;
    private @Nullable Savepoint savepoint;

    Writer(String name, Connection connection) {
      this.name = name;
      this.connection = connection;
    }
  }

  Writers(FieldPackage field, Tale tale) throws SQLException {
    this.field = field;
    this.tale = tale;
    for (int i = 0; i < COUNT; i++) {
      all.add(new Writer("writer " + i, open()));
    }
  }

  private Connection open() throws SQLException {
    Connection connection = field.connect();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '100ms'");
    }
    connection.commit();
    return connection;
  }

  /** One statement, or two that belong together. */
  void write(Random random) throws SQLException {
    Writer writer = any(random);
    tale.tell("  %s", writer.name);
    attempt(writer, () -> writing(writer, random).any());
    if (random.nextInt(3) == 0) {
      end(writer, true);
    }
  }

  /** Some transactions, one after the other, by a connection of their own. */
  void burst(Random random) throws SQLException {
    try (Connection connection = open()) {
      Writer writer = new Writer("another", connection);
      for (int i = 0; i < 10; i++) {
        attempt(writer, () -> writing(writer, random).any());
        if (random.nextInt(3) > 0) {
          end(writer, random.nextInt(5) > 0);
        }
      }
      connection.rollback();
    }
  }

  /** A transaction commits or rolls back. */
  void end(Random random) throws SQLException {
    end(any(random), random.nextInt(3) > 0);
  }

  private Writing writing(Writer writer, Random random) {
    return new Writing(field.schema(), writer.connection, random, tale);
  }

  private void end(Writer writer, boolean well) throws SQLException {
    tale.tell("  %s %s", writer.name, well ? "commits" : "rolls back");
    writer.savepoint = null;
    if (well) {
      attempt(writer, writer.connection::commit);
    } else {
      writer.connection.rollback();
    }
  }

  /** A savepoint, or back to it. */
  void savepoint(Random random) throws SQLException {
    Writer writer = any(random);
    tale.tell("  %s %s", writer.name, writer.savepoint == null ? "sets one" : "goes back to it");
    if (writer.savepoint == null) {
      writer.savepoint = writer.connection.setSavepoint();
    } else {
      writer.connection.rollback(writer.savepoint);
    }
  }

  /** Empties a table by TRUNCATE, and may fill it again. */
  void truncate(Random random) throws SQLException {
    try (Connection connection = open()) {
      Writer writer = new Writer("another", connection);
      attempt(writer, () -> writing(writer, random).truncate());
      end(writer, true);
    }
  }

  /** A transaction of somebody else, with an id of its own, that does not end. */
  void stranger() throws SQLException {
    Connection connection = open();
    try (PreparedStatement statement = connection.prepareStatement("SELECT pg_current_xact_id()")) {
      statement.execute();
    }
    strangers.add(connection);
  }

  /** All but strangers commit or roll back. */
  void settle(Random random) throws SQLException {
    for (Writer writer : all) {
      end(writer, random.nextInt(4) > 0);
    }
  }

  private interface Statement {
    void run() throws SQLException;
  }

  private void attempt(Writer writer, Statement statement) throws SQLException {
    try {
      statement.run();
    } catch (SQLException e) {
      // Lock not available, deadlock, or two that wrote the same key.
      if (!List.of("55P03", "40P01", "23505", "40001")
          .contains(Objects.toString(e.getSQLState()))) {
        throw e;
      }
      tale.tell("  %s gives up: %s", writer.name, e.getMessage());
      writer.savepoint = null;
      writer.connection.rollback();
    }
  }

  private Writer any(Random random) {
    return all.get(random.nextInt(all.size()));
  }

  @Override
  public void close() throws SQLException {
    for (Writer writer : all) {
      writer.connection.close();
    }
    for (Connection stranger : strangers) {
      stranger.close();
    }
  }
}
