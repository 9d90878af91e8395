package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  @TempDir Path temp = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  @DisplayName("an unknown command is a usage error with a proposal")
  void unknown() {
    assertThat(run("statsu")).isEqualTo(2);
    assertThat(err.toString()).contains("holdfast status");
  }

  @Test
  @DisplayName("no nodes, or very many, are a usage error that says what is possible")
  void nodes() {
    assertThat(run("up", "--nodes", "0", "--data", temp.toString())).isEqualTo(2);
    assertThat(run("up", "--nodes", "17", "--data", temp.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("from 1 to 16");
  }

  @Test
  @DisplayName("status ends with 0 when nothing runs, and says so in JSON")
  void statusDown() throws IOException {
    assertThat(run("status", "--json", "--data", temp.toString())).isZero();

    JsonNode status = WireJson.mapper().readTree(out.toString());
    assertThat(status.path("server").asText()).isEqualTo("down");
  }

  @Test
  @DisplayName("down where nothing runs is done")
  void down() {
    assertThat(run("down", "--data", temp.toString())).isZero();
    assertThat(out.toString()).contains("Holdfast is down.");
  }

  @Test
  @DisplayName("administration without a server ends with 3 and says what to do")
  void noServer() {
    assertThat(run("admin", "--data", temp.toString(), "user", "list")).isEqualTo(3);
    assertThat(err.toString()).contains("holdfast up").contains("--server URL");
  }
}
