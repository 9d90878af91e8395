package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store of version 2")
class StoreUpgradeTest {
  private static final int AIRPORTS = 100;

  @TempDir private Path directory = Path.of("unset");

  private final Device device = Device.alice(5);
  private UUID caseId = new UUID(0, 0);
  private List<PendingAction> pending = List.of();

  /** Writes what a device holds as an old version did, with actions and a part of a sync. */
  @BeforeEach
  void write() throws IOException, SQLException {
    for (int i = 0; i < AIRPORTS; i++) {
      device.peer().airport("AK", "A" + i, "Airport " + i);
    }
    caseId = device.peer().planned("AK", "A1", "alice");
    device.holdfast().sync();
    for (int i = 0; i < AIRPORTS; i++) {
      device.peer().airport("AK", "B" + i, "Airport " + i);
    }
    device.peer().faults().cutStreamAndGoAt(6000);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    device.peer().reachable(true);
    device.holdfast().perform(caseId, "arrive", Map.of());
    device.holdfast().perform(caseId, "record", Map.of("condition", "good"));
    pending = device.holdfast().pending();
    device.holdfast().close();
    try (Database now = Database.open(device.store(), Device.key(), Long.MAX_VALUE);
        Connection old = raw(directory)) {
      now.read(connection -> copy(connection, old));
    }
    replaceStore();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private static Connection raw(Path store) throws SQLException {
    return OldStores.raw(store, Device.key());
  }

  private void replaceStore() throws IOException {
    // Stores of that version had no wrapped key either.
    Files.deleteIfExists(device.store().resolve(KeyFile.FILE));
    Files.deleteIfExists(device.store().resolve(Notice.FILE));
    Files.delete(device.store().resolve(Database.FILE));
    Files.copy(directory.resolve(Database.FILE), device.store().resolve(Database.FILE));
  }

  private static int copy(Connection now, Connection old) throws SQLException {
    for (String statement : ddl().split(";\n")) {
      Sql.run(old, statement);
    }
    for (String statement :
        Sql.list(
            now,
            "SELECT sql FROM sqlite_schema WHERE name LIKE 'hf_data_%'"
                + " OR name LIKE 'hf_key_%' ORDER BY type DESC",
            row -> row.getString(1))) {
      Sql.run(old, statement);
    }
    for (String view : List.of("hf_server_case", "inspection")) {
      Sql.run(old, "DROP VIEW IF EXISTS " + view);
      Sql.run(
          old,
          Sql.first(
                  now,
                  "SELECT sql FROM sqlite_schema WHERE name = ?",
                  row -> row.getString(1),
                  view)
              .orElseThrow()
              .replaceFirst("(?s), NULL AS worklist.* AS parent", ""));
    }
    for (String table :
        Sql.list(
            old,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'hf_%'",
            row -> row.getString(1))) {
      copy(now, old, table);
    }
    Sql.run(old, "PRAGMA user_version = 2");
    return 2;
  }

  private static void copy(Connection now, Connection old, String table) throws SQLException {
    List<String> columns =
        Sql.list(
            old,
            "SELECT name FROM pragma_table_info(?) ORDER BY cid",
            row -> row.getString(1),
            table);
    String names = columns.stream().map(Sql::quote).collect(Collectors.joining(", "));
    List<@Nullable Object[]> rows =
        Sql.list(
            now,
            "SELECT " + names + " FROM " + table,
            row -> {
              List<@Nullable Object> values = new ArrayList<>();
              for (int i = 1; i <= columns.size(); i++) {
                values.add(row.getObject(i));
              }
              return values.toArray();
            });
    for (@Nullable Object[] row : rows) {
      Sql.update(
          old,
          "INSERT INTO %s (%s) VALUES (?%s)"
              .formatted(table, names, ", ?".repeat(columns.size() - 1)),
          row);
    }
  }

  private static String ddl() {
    try (var in = StoreUpgradeTest.class.getResourceAsStream("version-2.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String since() {
    try (Connection connection = raw(device.store())) {
      return Sql.first(
              connection,
              "SELECT stage_since FROM hf_server_case WHERE worklist IS NULL",
              row -> row.getString(1))
          .orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hasEverything() {
    assertThat(device.holdfast().pending()).isEqualTo(pending).hasSize(2);
    assertThat(device.holdfast().show(caseId).orElseThrow().stage()).isEqualTo("on-site");
    assertThat(device.holdfast().verify().match()).isTrue();
    assertThat(since()).as("what cases were without until now").isEqualTo("2026-11-23T08:00:00Z");
    long before = device.peer().rowsSent();
    SyncResult result = device.holdfast().sync();
    assertThat(result.up().applied()).isEqualTo(2);
    assertThat(device.peer().rowsSent() - before)
        .as("what was staged is not sent again")
        .isLessThan(AIRPORTS);
    assertThat(device.holdfast().query("SELECT iata FROM airport")).hasSize(2 * AIRPORTS);
    assertThat(device.holdfast().verify().match()).isTrue();
  }

  @Test
  @DisplayName("is opened with all that it holds, and goes on with its sync")
  void opened() {
    device.reopen(Long.MAX_VALUE);

    hasEverything();
  }

  @Test
  @DisplayName("that was killed in the middle of its upgrade is upgraded from the start")
  void killed() throws IOException, SQLException {
    Path killed = Files.createDirectory(directory.resolve("killed"));
    try (Connection connection = raw(directory)) {
      Sql.run(connection, "PRAGMA cache_size = 1");
      Sql.run(connection, "PRAGMA cache_spill = 1");
      Sql.run(connection, "BEGIN IMMEDIATE");
      Schema.upgrade(connection);
      assertThat(Sql.number(connection, "PRAGMA user_version")).isGreaterThan(2);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.toString().endsWith("-shm")) {
            Files.copy(file, killed.resolve(file.getFileName()));
          }
        }
      }
      Sql.run(connection, "ROLLBACK");
    }
    for (Path file : List.of(Path.of(Database.FILE), Path.of(Database.FILE + "-wal"))) {
      Files.deleteIfExists(device.store().resolve(file));
      if (Files.exists(killed.resolve(file))) {
        Files.copy(killed.resolve(file), device.store().resolve(file));
      }
    }
    device.reopen(Long.MAX_VALUE);

    hasEverything();
  }

  @Test
  @DisplayName("is as it was when its upgrade fails, and is upgraded when it can be")
  void failed() throws SQLException {
    try (Connection connection = raw(device.store())) {
      Sql.run(connection, "CREATE TABLE hf_patched (in_the_way TEXT)");
    }
    assertThatThrownBy(() -> Database.open(device.store(), Device.key(), Long.MAX_VALUE))
        .isInstanceOf(StoreException.class);
    try (Connection connection = raw(device.store())) {
      assertThat(Sql.number(connection, "PRAGMA user_version")).isEqualTo(2);
      Sql.run(connection, "DROP TABLE hf_patched");
    }
    device.reopen(Long.MAX_VALUE);

    hasEverything();
  }

  @Test
  @DisplayName("and a store of a newer version is refused, and not touched")
  void newer() throws IOException, SQLException {
    try (Connection connection = raw(device.store())) {
      Sql.run(connection, "PRAGMA user_version = 999");
    }
    byte[] before = Files.readAllBytes(device.store().resolve(Database.FILE));

    assertThatThrownBy(() -> Database.open(device.store(), Device.key(), Long.MAX_VALUE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version of Holdfast (999")
        .hasMessageContaining("Nothing was changed");

    byte[] after = Files.readAllBytes(device.store().resolve(Database.FILE));
    assertThat(Arrays.equals(after, before)).isTrue();
    replaceStore();
    device.reopen(Long.MAX_VALUE);
  }
}
