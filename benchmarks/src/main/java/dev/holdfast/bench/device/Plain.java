package dev.holdfast.bench.device;

import dev.holdfast.bench.BareStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The baseline: SQLite without Holdfast. The same rows in one table with its primary key and the
 * same indexes, cases with their fields as JSON, and a queue. Not thread-safe.
 */
final class Plain implements AutoCloseable {
  private static final String FIELDS = "{\"assignee\":\"%s\",\"count\":%d,\"note\":\"%s\"}";

  private final Path file;
  private final Connection connection;

  private Plain(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** One that nobody has encrypted. */
  static Plain open(Path directory) throws SQLException {
    Path file = directory.resolve("plain.db");
    return new Plain(file, BareStore.plain(file));
  }

  /** One with the encryption of the device's store, by a key that is there. */
  static Plain encrypted(Path directory) throws SQLException {
    Path file = directory.resolve("encrypted.db");
    return new Plain(file, BareStore.encrypted(file));
  }

  /** Takes work orders and cases. */
  void fill(List<@Nullable Object[]> rows, List<UUID> cases, String user) throws SQLException {
    BareStore.create(connection, BareStore.WORK_ORDERS);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX by_status ON work_order (status, updated_at)");
      statement.execute(
          "CREATE TABLE visit (id TEXT PRIMARY KEY, stage TEXT, completed INTEGER, version INTEGER,"
              + " assignee TEXT, fields TEXT) WITHOUT ROWID");
      statement.execute(
          "CREATE TABLE queue (id TEXT PRIMARY KEY, visit TEXT, action TEXT, fields TEXT,"
              + " at TEXT)");
    }
    connection.setAutoCommit(false);
    BareStore.insert(connection, BareStore.WORK_ORDERS, rows);
    for (UUID id : cases) {
      update("INSERT INTO visit VALUES (?, 'open', 0, 1, ?, ?)", id, user, fields(user, 0));
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** What performing an action writes at least: the queue's row and the case, in one commit. */
  void perform(UUID id, String user, int count) throws SQLException {
    connection.setAutoCommit(false);
    update(
        "INSERT INTO queue VALUES (?, ?, 'write', ?, '2026-01-01T00:00:00Z')",
        UUID.randomUUID(),
        id,
        fields(user, count));
    update(
        "UPDATE visit SET version = version + 1, fields = ? WHERE id = ?", fields(user, count), id);
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** The rows of a query as the library gives them. */
  List<Map<String, @Nullable Object>> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      ResultSetMetaData columns = found.getMetaData();
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      while (found.next()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnLabel(i), found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** The file's bytes; to be asked when it is closed, which moves the log into it. */
  long size() throws IOException {
    return Files.size(file);
  }

  private static String fields(String user, int count) {
    return FIELDS.formatted(user, count, Handheld.NOTE);
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i].toString());
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
