package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.device.Device;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.peer.Death;
import dev.holdfast.device.peer.Peer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Indexes on the device")
class IndexesTest {
  private static final int AIRPORTS = 300;
  private static final String NAMES = "SELECT name FROM sqlite_schema WHERE name LIKE 'hf_index_%'";

  private final Device device = Device.alice(3);

  @AfterEach
  void close() {
    device.close();
  }

  private static String indexed(String version) {
    return Peer.demo()
        .replace("version: 1.0.0", "version: " + version)
        .replace(
            "scope: row.state in user.states",
            "scope: row.state in user.states\n    indexes: [[state, city], name]")
        .replace("stages: [", "indexes: [site, [stage, condition], assignee]\n    stages: [");
  }

  private static String plain(String version) {
    return Peer.demo().replace("version: 1.0.0", "version: " + version);
  }

  private void fillAirports() {
    for (int i = 0; i < AIRPORTS; i++) {
      device.peer().airport("AK", "A" + i, "Airport " + i % 7);
    }
  }

  private void fill() {
    fillAirports();
    for (int i = 0; i < 20; i++) {
      device.peer().planned("AK", "A" + i % 5, "alice");
    }
  }

  private <T> T raw(Database.Work<T> work) {
    try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
      return database.write(work);
    }
  }

  private List<String> plan(String sql) {
    return raw(
        connection -> Sql.list(connection, "EXPLAIN QUERY PLAN " + sql, row -> row.getString(4)));
  }

  private List<String> names() {
    return raw(connection -> Sql.list(connection, NAMES + " ORDER BY 1", row -> row.getString(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM airport WHERE state = 'AK' | (c3=?)",
        "SELECT * FROM airport WHERE state = 'AK' AND city = 'Nome' | (c3=? AND c2=?)",
        "SELECT * FROM airport WHERE state IN ('AK', 'AZ') | (c3=?)",
        "SELECT * FROM airport WHERE state = ? AND city > ? | (c3=? AND c2>?)",
        "SELECT * FROM airport WHERE name >= 'A' AND name < 'B' | (c1>? AND c1<?)",
        "SELECT * FROM airport WHERE name GLOB 'A*' | (c1>? AND c1<?)",
        "SELECT * FROM airport WHERE iata = 'A1' | (c0=?)",
        "SELECT count(*) FROM airport WHERE name = 'A' | (c1=?)",
        "SELECT a.name FROM inspection i JOIN airport a ON a.iata = i.site WHERE i.id = ? | (c0=?)",
        "SELECT * FROM inspection WHERE site = 'A1' | (<expr>=?)",
        "SELECT * FROM inspection WHERE stage = 'planned' AND condition = 'good' | (c1=? AND <expr>=?)",
        "SELECT count(*) FROM inspection WHERE assignee = 'alice' | (c4=?)",
        "SELECT * FROM inspection WHERE site > 'A1' | (<expr>>?)",
      })
  @DisplayName("are used by queries of the views")
  void used(String sql, String how) {
    device.peer().deploy(indexed("1.1.0"));
    fill();
    device.holdfast().sync();

    assertThat(plan(sql))
        .anyMatch(
            step ->
                step.matches("SEARCH r USING (COVERING )?INDEX hf_index_\\w+ .*")
                    && step.endsWith(how))
        .noneMatch(step -> step.startsWith("SEARCH r USING PRIMARY KEY"))
        .noneMatch(step -> step.startsWith("SCAN r"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM airport ORDER BY name LIMIT 10",
        "SELECT * FROM airport ORDER BY state, city",
        "SELECT state, count(*) FROM airport GROUP BY state",
      })
  @DisplayName("give an order, so that nothing is sorted")
  void ordered(String sql) {
    device.peer().deploy(indexed("1.1.0"));
    fill();
    device.holdfast().sync();

    assertThat(plan(sql))
        .anyMatch(step -> step.matches("SCAN r USING (COVERING )?INDEX hf_index_.*"))
        .noneMatch(step -> step.contains("TEMP B-TREE"));
  }

  @Test
  @DisplayName("of keys are there unasked, and other views are read as they were")
  void keys() {
    fill();
    device.holdfast().sync();

    assertThat(plan("SELECT * FROM airport WHERE iata = 'A1'"))
        .anyMatch(
            step -> step.matches("SEARCH r USING INDEX hf_index_\\w+ \\(c0=\\? AND _gen=\\?\\)"));
    assertThat(plan("SELECT * FROM airport WHERE name = 'A1'"))
        .anyMatch(step -> step.equals("SEARCH r USING PRIMARY KEY (_gen=?)"));
  }

  @Test
  @DisplayName("change nothing of what a query gives")
  void same() {
    fill();
    device.holdfast().sync();
    List<String> queries =
        List.of(
            "SELECT * FROM airport WHERE name = 'Airport 3' ORDER BY iata",
            "SELECT * FROM airport WHERE state = 'AK' AND city IS NULL ORDER BY iata",
            "SELECT count(*) FROM airport WHERE name BETWEEN 'Airport 2' AND 'Airport 4'",
            "SELECT * FROM inspection WHERE site = 'A1' ORDER BY id",
            "SELECT * FROM inspection WHERE stage = 'planned' AND condition IS NULL ORDER BY id");
    List<List<Map<String, Object>>> before = queries.stream().map(this::rows).toList();

    device.peer().deploy(indexed("1.1.0"));
    device.holdfast().sync();

    assertThat(queries.stream().map(this::rows).toList()).isEqualTo(before);
    assertThat(before).noneMatch(List::isEmpty);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // nullness of the values is nobody's matter here
  private List<Map<String, Object>> rows(String sql) {
    return (List) device.holdfast().query(sql);
  }

  @Test
  @DisplayName("come and go with versions of the package, without their rows being sent")
  void versions() {
    fillAirports();
    device.holdfast().sync();
    List<String> key = names();
    long sent = device.peer().rowsSent();

    device.peer().deploy(indexed("1.1.0"));
    device.peer().airport("AK", "A0", "Another name");
    device.holdfast().sync();
    assertThat(names()).hasSizeGreaterThanOrEqualTo(key.size() + 2).containsAll(key);
    assertThat(plan("SELECT * FROM airport WHERE name = 'A1'"))
        .anyMatch(step -> step.contains("INDEX hf_index_"));

    device.peer().deploy(plain("1.2.0"));
    device.peer().airport("AK", "A0", "One more");
    device.holdfast().sync();
    assertThat(names()).isEqualTo(key);
    assertThat(plan("SELECT * FROM airport WHERE name = 'A1'"))
        .contains("SEARCH r USING PRIMARY KEY (_gen=?)");
    assertThat(device.peer().rowsSent()).as("what was changed").isEqualTo(sent + 2);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 400, 4000, 12_000})
  @DisplayName("are there after a sync that was killed, wherever it was")
  void killed(int bytes) {
    fill();
    device.holdfast().sync();
    for (int i = 0; i < AIRPORTS; i++) {
      device.peer().airport("AK", "B" + i, "Other " + i);
    }
    device.peer().deploy(indexed("1.1.0"));
    device.peer().faults().dieAt(bytes);
    Throwable death = catchThrowable(device.holdfast()::sync);
    assertThat(death).isInstanceOf(Death.class);
    device.kill();

    device.holdfast().sync();

    assertThat(names()).hasSize(6);
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(2 * AIRPORTS);
    assertThat(plan("SELECT * FROM airport WHERE name = 'A'"))
        .anyMatch(step -> step.contains("INDEX hf_index_"));
  }

  /** What was there when the sync first had switched. */
  private <T> T whenVisible(Supplier<T> look) {
    List<T> seen = new ArrayList<>();
    device
        .holdfast()
        .sync(
            progress -> {
              if (progress.stage() == Progress.Stage.FINISHING && seen.isEmpty()) {
                seen.add(look.get());
              }
            },
            new Cancellation());
    return seen.get(0);
  }

  @Test
  @DisplayName("of what comes for the first time are made when it is visible already")
  void firstTime() {
    fill();

    List<Object> seen =
        whenVisible(
            () -> List.of(device.holdfast().query("SELECT * FROM airport").size(), names()));

    assertThat(seen).containsExactly(AIRPORTS, List.of());
    assertThat(names()).isNotEmpty();
  }

  @Test
  @DisplayName("that a sync did not come to make are made by the next one")
  void lacking() {
    fill();
    device.holdfast().sync();
    List<String> before = names();
    raw(
        connection -> {
          Sql.run(connection, "DROP INDEX " + before.get(0));
          return connection;
        });

    device.holdfast().sync();

    assertThat(names()).isEqualTo(before);
  }

  @Test
  @DisplayName("of what is visible are there before a new version is")
  void visible() {
    fill();
    device.holdfast().sync();
    device.peer().deploy(indexed("1.1.0"));
    device.peer().airport("AK", "A0", "Another name");

    assertThat(whenVisible(this::names)).hasSize(6);
  }

  @Test
  @DisplayName("that a killed sync has made for nothing go with the next one")
  void leftOver() {
    fill();
    device.holdfast().sync();
    List<String> before = names();
    raw(
        connection -> {
          Sql.run(connection, "CREATE INDEX hf_index_1_0123456789ab ON hf_data_1 (c1)");
          return connection;
        });

    device.holdfast().sync();

    assertThat(names()).isEqualTo(before);
  }

  @Test
  @DisplayName("show visible rows only, while all of them come again")
  void whileReceiving() {
    device.peer().deploy(indexed("1.1.0"));
    fill();
    device.holdfast().sync();
    device.peer().orderResync();
    List<Object> counted = new ArrayList<>();
    Supplier<Object> count =
        () ->
            device
                .holdfast()
                .query("SELECT count(*) AS n FROM airport WHERE name = 'Airport 3'")
                .get(0)
                .getOrDefault("n", "none");
    Object before = count.get();
    device.peer().faults().whileReading(() -> counted.add(count.get()));

    device.holdfast().sync();

    assertThat(counted).isNotEmpty().containsOnly(before);
    assertThat(count.get()).isEqualTo(before);
  }

  @Test
  @DisplayName("of keys are made with the upgrade of a store that had none")
  void upgraded() {
    fill();
    device.holdfast().sync();
    List<String> before = names();
    raw(IndexesTest::asVersion6);

    try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
      assertThat(
              database.<List<String>>read(
                  connection ->
                      Sql.list(connection, NAMES + " ORDER BY 1", row -> row.getString(1))))
          .isEqualTo(before)
          .isNotEmpty();
    }
  }

  private static int asVersion6(Connection connection) throws SQLException {
    for (String index : Sql.list(connection, NAMES, row -> row.getString(1))) {
      Sql.run(connection, "DROP INDEX " + index);
    }
    Version8.of(connection);
    Sql.run(connection, "PRAGMA user_version = 6");
    return 6;
  }
}
