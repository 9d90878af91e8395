package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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
    Version2.write(device.store(), Device.key(), directory, Device.key());
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
    Version2.replace(device.store(), directory);
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
  @DisplayName("and one of a newer version is refused and not touched with a log either")
  void newerWithLog() throws IOException {
    device.reopen(Long.MAX_VALUE);
    Path copy = Files.createDirectory(directory.resolve("copy"));
    try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
      database.write(
          connection -> {
            Sql.run(connection, "PRAGMA user_version = 999");
            return connection;
          });
      for (String name :
          List.of(Database.FILE, Database.FILE + StoreFiles.LOG, KeyFile.FILE, Notice.FILE)) {
        Files.copy(device.store().resolve(name), copy.resolve(name));
      }
    }
    Map<String, String> before = contents(copy);
    assertThat(before).hasSize(4);

    assertThatThrownBy(() -> Database.open(copy, Device.key(), Long.MAX_VALUE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version of Holdfast (999");

    Map<String, String> after = contents(copy);
    after.remove("open.lock");
    assertThat(after).isEqualTo(before);
  }

  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(),
            Sha256.hex(Base64.getEncoder().encodeToString(Files.readAllBytes(file))));
      }
    }
    return contents;
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

  @Test
  @DisplayName(
      "opens with its queue if its logic can't be read any more, and a sync brings another")
  void unreadableLogic() throws SQLException {
    try (Connection connection = raw(device.store())) {
      Sql.update(connection, "UPDATE hf_package SET source = source || ?", "\nabolished: true\n");
    }

    device.reopen(Long.MAX_VALUE);

    assertThat(device.holdfast().pending())
        .extracting(PendingAction::action)
        .containsExactlyElementsOf(pending.stream().map(PendingAction::action).toList());
    assertThat(device.holdfast().cases()).isEmpty();
    device.peer().deploy(Peer.demo().replace("version: 1.0.0", "version: 1.0.1"));
    assertThat(device.holdfast().sync().up().applied()).isEqualTo(2);
    assertThat(device.holdfast().show(caseId).orElseThrow().stage()).isEqualTo("on-site");
  }
}
