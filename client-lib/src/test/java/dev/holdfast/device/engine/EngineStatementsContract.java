package dev.holdfast.device.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What connections do that a {@link StoreEngine} opens. */
abstract class EngineStatementsContract extends EngineFilesContract {
  private static final int BUSY = 5;
  private static final int READ_ONLY = 8;
  private static final int INTERRUPTED = 9;
  private static final int FULL = 13;
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

  @Test
  @DisplayName("shows a reader one state, whatever is committed, and tells cheaply that it was")
  void snapshots() throws SQLException {
    try (Connection writer = open();
        Connection reader = open()) {
      fill(writer);
      assertThat(row(writer, "PRAGMA journal_mode")).containsExactly("wal");
      List<@Nullable Object> before = row(reader, "PRAGMA data_version");
      run(reader, "BEGIN");
      assertThat(row(reader, "SELECT count(*) FROM word")).containsExactly(2_000);

      run(writer, "DELETE FROM word");

      assertThat(row(reader, "SELECT count(*) FROM word")).containsExactly(2_000);
      run(reader, "COMMIT");
      assertThat(row(reader, "SELECT count(*) FROM word")).containsExactly(0);
      assertThat(row(reader, "PRAGMA data_version")).isNotEqualTo(before);
      assertThat(row(writer, "PRAGMA wal_checkpoint(PASSIVE)")).first().isEqualTo(0);
    }
  }

  @Test
  @DisplayName("says busy while another connection writes, and takes back what is rolled back")
  void busy() throws SQLException {
    try (Connection one = open();
        Connection other = open()) {
      fill(one);
      run(one, "BEGIN IMMEDIATE");
      run(one, "DELETE FROM word");

      assertThat(failure(other, "BEGIN IMMEDIATE")).isEqualTo(BUSY);

      run(one, "ROLLBACK");
      run(one, "PRAGMA synchronous = NORMAL");
      run(other, "BEGIN IMMEDIATE");
      assertThat(row(other, "SELECT count(*) FROM word")).containsExactly(2_000);
      run(other, "COMMIT");
    }
  }

  @Test
  @DisplayName("tells mistakes, writes that are not allowed and a full file by SQLite's codes")
  void codes() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      assertThat(failure(connection, "SELECT nothing FROM nowhere")).isEqualTo(1);

      run(connection, "PRAGMA max_page_count = 20");
      assertThat(
              failure(connection, "INSERT INTO word (text) VALUES (hex(randomblob(1024 * 1024)))"))
          .isEqualTo(FULL);
      assertThat(row(connection, "SELECT count(*) FROM word")).containsExactly(2_000);

      run(connection, "PRAGMA query_only = ON");
      assertThat(failure(connection, "DELETE FROM word")).isEqualTo(READ_ONLY);
    }
  }

  @Test
  @DisplayName("ends a statement as soon as somebody says so, and nothing afterwards")
  void stops() throws SQLException {
    AtomicBoolean stop = new AtomicBoolean();
    try (Connection connection = open()) {
      fill(connection);
      try (StoreEngine.Stop stopping =
          engine().stopWhen(connection, () -> stop.getAndSet(true) || stop.get())) {
        assertThat(failure(connection, ENDLESS)).isEqualTo(INTERRUPTED);
      }
      assertThat(
              row(
                  connection,
                  ENDLESS.replace("SELECT i + 1 FROM n)", "SELECT i + 1 FROM n WHERE i < 300000)")))
          .containsExactly(300_000);
    }
  }

  @Test
  @DisplayName("ends a copy as any statement")
  void stopsCopies() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      run(connection, "INSERT INTO word (text) SELECT a.text FROM word a, word b LIMIT 200000");
      try (StoreEngine.Stop stopping = engine().stopWhen(connection, () -> true)) {
        assertThatThrownBy(() -> engine().copy(connection, directory.resolve("copy.db"), key(2)))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(primary(e)).isEqualTo(INTERRUPTED));
      }
      assertThat(row(connection, "SELECT count(*) FROM word")).containsExactly(202_000);
    }
  }

  @Test
  @DisplayName("gives values back as they were given")
  void values() throws SQLException {
    byte[] bytes = {0, 1, -1, 127, -128};
    List<@Nullable Object> given =
        Arrays.asList(null, 1, -7_000_000_000L, -0.0, "Zoë\u0000 \uD83D\uDEEB", bytes, "");
    try (Connection connection = open()) {
      run(connection, "CREATE TABLE of_all (a, b, c, d, e, f, g)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO of_all VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")) {
        assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(given.size());
        for (int i = 0; i < given.size(); i++) {
          insert.setObject(i + 1, given.get(i));
        }
        insert.setInt(2, 1);
        insert.setLong(3, -7_000_000_000L);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }

      assertThat(row(connection, "SELECT * FROM of_all"))
          .usingRecursiveComparison()
          .isEqualTo(given);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT b AS x, c, d, e, f, a FROM of_all")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("x");
        assertThat(row.getBoolean(1)).isTrue();
        assertThat(row.getInt(1)).isEqualTo(1);
        assertThat(row.getLong(2)).isEqualTo(-7_000_000_000L);
        assertThat(row.getString(4)).isEqualTo(given.get(4));
        assertThat(row.getBytes(5)).isEqualTo(bytes);
        assertThat(row.getString(6)).isNull();
        assertThat(row.getLong(6)).isZero();
        assertThat(row.next()).isFalse();
      }
    }
  }

  @Test
  @DisplayName("shows SQLite's program for a query, by which queries are looked at")
  void explains() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      List<String> called = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet program =
              statement.executeQuery("EXPLAIN SELECT load_extension(text) FROM word")) {
        while (program.next()) {
          if (program.getString(2).endsWith("Function")) {
            called.add(program.getString(6));
          }
        }
      }
      assertThat(called).anyMatch(name -> name.startsWith("load_extension("));
      assertThat(
              row(
                  connection,
                  "SELECT count(*) > 0 FROM pragma_module_list WHERE name = 'json_each'"))
          .containsExactly(1);
    }
  }
}
