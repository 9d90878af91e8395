package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temp = Path.of("");

  private DataDirectory data() {
    return DataDirectory.of(temp.resolve("data"));
  }

  static ServerState state() {
    ProcessRef process = new ProcessRef(4711, Instant.parse("2026-01-02T03:04:05.678Z"));
    return new ServerState(
        ServerState.Phase.UP,
        null,
        List.of(new NodeState(8080, 9990, process)),
        5433,
        process,
        process);
  }

  @Test
  @DisplayName("a state is read as it was written")
  void roundTrip() throws CommandException {
    data().prepare();

    data().writeState(state());

    assertThat(data().readState()).contains(state());
  }

  @Test
  @DisplayName("the state file says its phase in lower case and nothing derived")
  void json() throws CommandException, IOException {
    data().prepare();

    data().writeState(state().stopped());

    assertThat(Files.readString(temp.resolve("data/state.json")))
        .contains("\"phase\" : \"down\"")
        .contains("\"databasePort\" : 5433")
        .doesNotContain("supervised", "\"up\"");
  }

  @Test
  @DisplayName("a state of a version that knew one node only has that one, which may still run")
  void ofOneNode() throws CommandException, IOException {
    data().prepare();
    Files.writeString(
        temp.resolve("data/state.json"),
        """
        {"phase": "up", "step": null, "httpPort": 8080, "managementPort": 9990, "databasePort": 5433,
         "supervisor": {"pid": 4711, "startedAt": "2026-01-02T03:04:05.678Z"},
         "wildfly": {"pid": 4711, "startedAt": "2026-01-02T03:04:05.678Z"},
         "postgres": {"pid": 4711, "startedAt": "2026-01-02T03:04:05.678Z"}}
        """);

    assertThat(data().readState()).contains(state());
  }

  @Test
  @DisplayName("a damaged state file counts as none, so that up can repair")
  void damaged() throws CommandException, IOException {
    data().prepare();
    Files.writeString(temp.resolve("data/state.json"), "{\"phase\": \"u");

    assertThat(data().readState()).isEmpty();
  }

  @Test
  @DisplayName("without a directory there is no state")
  void none() throws CommandException {
    assertThat(data().readState()).isEmpty();
  }

  @Test
  @DisplayName("others can't look into the directory")
  void permissions() throws CommandException, IOException {
    data().prepare();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("data"))))
        .isEqualTo("rwx------");
  }

  @Test
  @DisplayName("a place that can't be written is named together with the remedy")
  void unwritable() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.of(file.resolve("data")).prepare())
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data DIR");
  }

  @Test
  @DisplayName("a password is generated once, 24 characters, for its owner's eyes only")
  void secrets() throws CommandException, IOException {
    data().prepare();
    Secrets secrets = data().secrets();

    String password = secrets.password("alice");

    assertThat(password).hasSize(24).isEqualTo(data().secrets().password("alice"));
    assertThat(secrets.password("bob")).isNotEqualTo(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("alice"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.directory())))
        .isEqualTo("rwx------");
  }

  @Test
  @DisplayName("two servers can't have one directory")
  void lock() throws CommandException {
    data().prepare();
    try (DataLock lock = DataLock.acquire(data(), Duration.ZERO)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DataLock.acquire(data(), Duration.ZERO))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("Another holdfast up");
    }

    DataLock.acquire(data(), Duration.ZERO).close();
  }
}
