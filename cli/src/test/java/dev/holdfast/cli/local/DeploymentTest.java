package dev.holdfast.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
  @TempDir Path temp = Path.of("");
  private Path ear = Path.of("");
  private Path deployments = Path.of("");

  @BeforeEach
  void build() throws IOException {
    ear = Files.writeString(temp.resolve("built.ear"), "one");
    deployments = temp.resolve("server/deployments");
  }

  private Deployment deployment() {
    return new Deployment(new Node(DataDirectory.of(temp), 1));
  }

  @Test
  @DisplayName("the application is copied only if it has changed")
  void update() throws IOException, CommandException {
    assertThat(deployment().update(ear)).isTrue();
    assertThat(deployment().update(ear)).isFalse();

    Files.writeString(ear, "two");

    assertThat(deployment().update(ear)).isTrue();
    assertThat(deployments.resolve("holdfast.ear")).hasContent("two");
  }

  @Test
  @DisplayName("an order clears the answer to an earlier one")
  void order() throws IOException, CommandException {
    deployment().update(ear);
    Files.writeString(deployments.resolve("holdfast.ear.failed"), "earlier");

    deployment().order();

    assertThat(deployment().isPending()).isTrue();
    assertThat(deployment().isDeployed()).isFalse();
    deployment().requireNotFailed();
  }

  @Test
  @DisplayName("a failure shows the server's own causes, each once")
  void failure() throws IOException, CommandException {
    deployment().update(ear);
    Files.writeString(
        deployments.resolve("holdfast.ear.failed"),
        "\"{\\\"WFLYCTL0080: Failed services\\\" => {\\\"x\\\" => \\\"Failed to start service\\n"
            + "    Caused by: java.lang.IllegalStateException: first\\n"
            + "    Caused by: java.lang.IllegalStateException: first\\n"
            + "    Caused by: org.postgresql.util.PSQLException: no database\\\"}}\"");

    assertThatThrownBy(() -> deployment().requireNotFailed())
        .isInstanceOf(CommandException.class)
        .hasMessageContainingAll(
            "Caused by: java.lang.IllegalStateException: first\n",
            "Caused by: org.postgresql.util.PSQLException: no database",
            "log/server.log");
  }

  @Test
  @DisplayName("a failure without causes is shown as it is")
  void otherFailure() {
    assertThat(Deployment.reason("\"WFLYSRV0137: it is too large\""))
        .isEqualTo("\"WFLYSRV0137: it is too large\"");
  }
}
