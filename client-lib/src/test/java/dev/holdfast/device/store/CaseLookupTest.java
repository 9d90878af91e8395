package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Device;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.queue.Cases;
import dev.holdfast.device.queue.Logic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.ProgressHandler;

@DisplayName("One case among 10,000")
class CaseLookupTest {
  private static final int CASES = 10_000;
  private static final int STEPS_AT_ONCE = 100;

  /** Steps of SQLite's machine; reading 10,000 rows takes more than 100,000. */
  private static final int MOST_STEPS = 3_000;

  private static List<String> plan(Connection connection, String sql) throws SQLException {
    return Sql.list(connection, "EXPLAIN QUERY PLAN " + sql, row -> row.getString(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM hf_case WHERE id = ?",
        "SELECT * FROM hf_server_case WHERE id = ?",
        "SELECT * FROM inspection WHERE id = ?",
        "SELECT * FROM (SELECT * FROM hf_case UNION ALL SELECT * FROM hf_server_case) WHERE id = ?"
      })
  @DisplayName("is found by an index")
  void planned(String sql) {
    try (Device device = Device.alice(3)) {
      device.peer().planned("AK", "A1", "alice");
      device.holdfast().sync();

      try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
        List<String> plan = database.read(connection -> plan(connection, sql));
        assertThat(plan)
            .anyMatch(step -> step.matches("SEARCH r USING INDEX hf_id_\\d+ \\(c0=.*"))
            .noneMatch(step -> step.startsWith("SEARCH r USING PRIMARY KEY"))
            .noneMatch(step -> step.matches("SCAN (r|o|s|hf_data.*)"));
      }
    }
  }

  @Test
  @DisplayName("has its children found by an index, also in a store from before there was one")
  void children() {
    try (Device device = Device.alice(3)) {
      device.peer().deploy(Peer.demo().replace("roles:", "worklists: [north]\nroles:"));
      device.peer().planned("AK", "A1", "alice");
      device.holdfast().sync();
      String sql = "SELECT count(*) FROM hf_case WHERE parent = ? AND completed = 0";

      try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
        assertThat(database.<List<String>>read(connection -> plan(connection, sql)))
            .anyMatch(step -> step.matches("SEARCH r USING INDEX hf_parent_\\d+ \\(c11=.*"))
            .noneMatch(step -> step.matches("SCAN (r|s|hf_data.*)"));
        database.write(connection -> withoutIndex(connection));
      }
      try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
        assertThat(database.<List<String>>read(connection -> plan(connection, sql)))
            .anyMatch(step -> step.contains("hf_parent_"));
      }
    }
  }

  /** A store of the version before. */
  private static int withoutIndex(Connection connection) throws SQLException {
    for (String index :
        Sql.list(
            connection,
            "SELECT name FROM sqlite_schema WHERE name LIKE 'hf_parent_%'",
            row -> row.getString(1))) {
      Sql.run(connection, "DROP INDEX " + index);
    }
    Version8.of(connection);
    Sql.run(connection, "PRAGMA user_version = 5");
    return 5;
  }

  @Test
  @DisplayName("is shown and worked on in a few steps, however it is held")
  void steps() {
    try (Device device = Device.alice(3)) {
      for (int i = 0; i < CASES; i++) {
        device.peer().planned("AK", "A" + i % 100, "alice");
      }
      device.holdfast().sync();
      UUID id = new UUID(1, CASES / 2);
      device.holdfast().perform(new UUID(1, 7), "arrive", Map.of());

      assertThat(device.holdfast().show(id)).isPresent();
      try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
        int all =
            database.read(
                connection -> steps(connection, () -> cases(connection).all(Instant.EPOCH)));
        int one =
            database.read(
                connection ->
                    steps(
                        connection, () -> cases(connection).find(id, Instant.EPOCH).orElseThrow()));
        assertThat(all).isGreaterThan(CASES);
        assertThat(one).isLessThan(MOST_STEPS);
      }
    }
  }

  private static Cases cases(Connection connection) {
    return new Cases(connection, new Logic(new Packages()));
  }

  private interface Reading {
    Object read() throws SQLException;
  }

  private static int steps(Connection connection, Reading reading) throws SQLException {
    AtomicInteger calls = new AtomicInteger();
    ProgressHandler.setHandler(
        connection,
        STEPS_AT_ONCE,
        new ProgressHandler() {
          @Override
          protected int progress() {
            calls.incrementAndGet();
            return 0;
          }
        });
    try {
      assertThat(reading.read()).isNotNull();
    } finally {
      ProgressHandler.clearHandler(connection);
    }
    return calls.get() * STEPS_AT_ONCE;
  }
}
