package dev.holdfast.device.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** A file in a directory of its own, opened by the engine that is tested. */
abstract class EngineFiles {
  static final String SECRET = "nobody-reads-this-in-a-file";

  @TempDir Path directory = Path.of("unset");

  /** The engine that is tested. */
  protected abstract StoreEngine engine();

  static byte[] key(int seed) {
    byte[] key = new byte[StoreEngine.KEY_BYTES + StoreEngine.SALT_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (seed + 31 * i);
    }
    return key;
  }

  Path file() {
    return directory.resolve("a ?'%#&store.db");
  }

  Connection open() throws SQLException {
    return open(file(), key(1));
  }

  Connection open(Path file, byte[] key) throws SQLException {
    Connection connection = engine().open(file, key);
    run(connection, "PRAGMA busy_timeout = 0");
    run(connection, "PRAGMA journal_mode = WAL");
    run(connection, "PRAGMA synchronous = FULL");
    return connection;
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<@Nullable Object> row(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getObject(i));
        }
        return values;
      }
    }
  }

  static int primary(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  int failure(Connection connection, String sql) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> run(connection, sql));
    Objects.requireNonNull(e, sql);
    assertThat(engine().code(e) & 0xff).isEqualTo(primary(e));
    return primary(e);
  }

  /** Closes without anything of the log left over. */
  static void settle(Connection connection) throws SQLException {
    run(connection, "PRAGMA journal_mode = DELETE");
    connection.close();
  }

  static void fill(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE word (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT)");
    run(connection, "CREATE INDEX word_text ON word (text)");
    run(connection, "CREATE VIEW shown AS SELECT text FROM word");
    run(connection, "BEGIN IMMEDIATE");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO word (text) VALUES (?)")) {
      for (int i = 0; i < 2_000; i++) {
        insert.setString(1, SECRET + i);
        insert.executeUpdate();
      }
    }
    run(connection, "PRAGMA user_version = 7");
    run(connection, "COMMIT");
  }
}
