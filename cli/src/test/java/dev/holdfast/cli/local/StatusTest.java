package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.kernel.wire.WireJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON of {@code holdfast status}, which scripts read. */
class StatusTest {
  @TempDir Path temp = Path.of("");

  private JsonNode json(ServerState state) throws CommandException {
    DataDirectory data = DataDirectory.of(temp);
    data.prepare();
    return WireJson.mapper().valueToTree(Status.of(data, state));
  }

  private static ServerState running() {
    ProcessRef self = ProcessRef.of(ProcessHandle.current());
    return new ServerState(
        ServerState.Phase.UP,
        null,
        List.of(new NodeState(8081, 9990, self), new NodeState(8082, 9991, self)),
        5433,
        self,
        self);
  }

  @Test
  @DisplayName("a server that is up has everything the contract names")
  void up() throws CommandException {
    JsonNode status = json(running());

    assertThat(status.path("server").asText()).isEqualTo("up");
    assertThat(status.path("url").asText()).isEqualTo("http://localhost:8081");
    assertThat(status.path("console").asText()).isEqualTo("http://localhost:8081/console");
    assertThat(status.path("api").asText()).isEqualTo("http://localhost:8081/api/v1");
    JsonNode database = status.path("database");
    assertThat(database.path("host").asText()).isEqualTo("127.0.0.1");
    assertThat(database.path("port").asInt()).isEqualTo(5433);
    assertThat(database.path("name").asText()).isEqualTo("holdfast");
    assertThat(database.path("user").asText()).isEqualTo("holdfast");
    assertThat(database.path("password").asText()).hasSize(24);
    JsonNode node = status.path("nodes").path(0);
    assertThat(node.path("name").asText()).isEqualTo("node1");
    assertThat(node.path("url").asText()).isEqualTo("http://localhost:8081");
    assertThat(node.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(status.at("/nodes/1/name").asText()).isEqualTo("node2");
    assertThat(status.at("/nodes/1/url").asText()).isEqualTo("http://localhost:8082");
  }

  @Test
  @DisplayName("a server that is starting isn't up yet")
  void starting() throws CommandException {
    assertThat(json(running().in(ServerState.Phase.STARTING)).path("server").asText())
        .isEqualTo("starting");
  }

  @Test
  @DisplayName("without a supervisor the server is down, whatever the file says")
  void down() throws CommandException {
    JsonNode status = json(DataDirectoryTest.state());

    assertThat(status.path("server").asText()).isEqualTo("down");
    assertThat(status.has("url")).isFalse();
    assertThat(status.path("nodes").isEmpty()).isTrue();
  }
}
