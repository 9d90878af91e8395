package dev.holdfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("holdfast admin snapshot")
class SnapshotCommandTest {
  private static final String POST = "POST /api/v1/admin/snapshots";
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path temp = Path.of("");
  private @Nullable PretendServer started;

  @BeforeEach
  void start() throws IOException {
    started = new PretendServer(temp);
  }

  @AfterEach
  void stop() {
    server().close();
  }

  private PretendServer server() {
    return Objects.requireNonNull(started);
  }

  private int snapshot(Path file, String... whose) {
    String[] line = new String[5 + whose.length];
    System.arraycopy(
        new String[] {"snapshot", "--application", "field", "--out", file.toString()},
        0,
        line,
        0,
        5);
    System.arraycopy(whose, 0, line, 5, whose.length);
    return server().admin(line);
  }

  @Test
  @DisplayName("writes the file and says its size, in the place of an earlier one")
  void writes() throws IOException {
    server().answer(POST, 200, "holdfast-snapshot 1");
    Path file = Files.writeString(temp.resolve("snapshot"), "what was there before");

    assertThat(snapshot(file, "--user", "alice", "--json")).isZero();

    assertThat(file).hasContent("holdfast-snapshot 1");
    assertThat(WireJson.mapper().readTree(server().out()).path("bytes").asLong()).isEqualTo(19);
    assertThat(server().requests())
        .last()
        .satisfies(
            request ->
                assertThat(request)
                    .startsWith(POST)
                    .contains("\"application\":\"field\"", "\"user\":\"alice\""));
    assertThat(temp).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  @DisplayName("asks for roles and attributes")
  void roles() throws IOException {
    server().answer(POST, 200, "holdfast-snapshot 1");

    assertThat(
            snapshot(
                temp.resolve("snapshot"),
                "--roles",
                "inspector,supervisor",
                "--set",
                "states=AK,WA"))
        .isZero();

    String request = server().requests().get(server().requests().size() - 1);
    assertThat(WireJson.mapper().readTree(request.substring(POST.length() + 1)))
        .isEqualTo(
            WireJson.mapper()
                .readTree(
                    """
                    {"application": "field", "roles": ["inspector", "supervisor"],
                     "attributes": {"states": ["AK", "WA"]}}"""));
  }

  @Test
  @DisplayName("needs a user, or roles, not both")
  void whose() {
    Path file = temp.resolve("snapshot");

    assertThat(snapshot(file)).isEqualTo(2);
    assertThat(snapshot(file, "--user", "alice", "--roles", "inspector")).isEqualTo(2);
    assertThat(snapshot(file, "--user", "alice", "--set", "states=AK")).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("leaves what was there if the server refuses")
  void refused() throws IOException {
    server().answer(POST, 403, "{\"code\": \"not-allowed\", \"detail\": \"This needs a role.\"}");
    Path file = Files.writeString(temp.resolve("snapshot"), "what was there before");

    assertThat(snapshot(file, "--user", "alice")).isEqualTo(4);

    assertThat(file).hasContent("what was there before");
    assertThat(temp).isDirectoryNotContaining("glob:**.part");
  }

  static boolean hasAFullDisk() {
    return Files.exists(FULL);
  }

  @Test
  @EnabledIf("hasAFullDisk")
  @DisplayName("says that the disk is full, and leaves nothing")
  void full() throws IOException {
    server().answer(POST, 200, "holdfast-snapshot 1");
    Path file = temp.resolve("snapshot");
    Files.createSymbolicLink(temp.resolve("snapshot.part"), FULL);

    assertThat(snapshot(file, "--user", "alice")).isEqualTo(1);

    assertThat(server().err()).contains("Can't write", "snapshot").doesNotContain("reach");
    assertThat(file).doesNotExist();
    assertThat(temp.resolve("snapshot.part")).doesNotExist();
  }
}
