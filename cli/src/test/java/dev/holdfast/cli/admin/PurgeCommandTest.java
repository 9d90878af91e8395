package dev.holdfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Purging by command")
class PurgeCommandTest {
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

  private JsonNode json() throws IOException {
    return WireJson.mapper().readTree(server().out());
  }

  @Test
  @DisplayName("purges now until it is done, shows the last purge, and is told when it is too soon")
  void purge() throws IOException {
    server().answer("POST /api/v1/admin/purge", 202, purging("running", "\"tombstones\"", "null"));
    server().answer("GET /api/v1/admin/purge", 200, purging("done", "null", "null"));

    assertThat(server().admin("purge")).isZero();
    assertThat(server().out()).contains("Purged 5 tombstone(s), 1 sum(s), 3 line(s)", "12 ms");
    assertThat(server().admin("purge", "show")).isZero();
    assertThat(server().out())
        .contains("Horizon: 2026-01-01T12:00:00Z", "30 days", "90 days", "2026-02-01T12:00:00Z");
    assertThat(server().admin("purge", "show", "--json")).isZero();
    assertThat(json().at("/last/tombstones").asInt()).isEqualTo(5);
    assertThat(server().admin("purge", "--json")).isZero();
    assertThat(json().at("/status").asText()).isEqualTo("done");

    server()
        .answer(
            "POST /api/v1/admin/purge",
            409,
            "{\"title\": \"No\", \"detail\": \"The next purge may begin at noon.\", \"code\": \"conflict\"}");
    assertThat(server().admin("purge")).isEqualTo(1);
    assertThat(server().err()).contains("The next purge may begin at noon.");
  }

  @Test
  @DisplayName("begins a purge without waiting for it, and shows one that runs")
  void purgeWithoutWaiting() throws IOException {
    server().answer("POST /api/v1/admin/purge", 202, purging("running", "\"sync-log\"", "null"));
    server().answer("GET /api/v1/admin/purge", 200, purging("running", "\"sync-log\"", "null"));

    assertThat(server().admin("purge", "--no-wait")).isZero();
    assertThat(server().out()).contains("has begun");
    assertThat(server().admin("purge", "show")).isZero();
    assertThat(server().out()).contains("Running at step sync-log, so far 5 tombstone(s)");
  }

  @Test
  @DisplayName("ends with 1 when a purge that it waits for fails or is interrupted")
  void purgeThatFails() {
    server().answer("POST /api/v1/admin/purge", 202, purging("running", "\"alerts\"", "null"));
    server()
        .answer(
            "GET /api/v1/admin/purge",
            200,
            purging("failed", "\"alerts\"", "\"the disk is full\""));

    assertThat(server().admin("purge")).isEqualTo(1);
    assertThat(server().out()).contains("Failed at step alerts: the disk is full", "HF0904");

    server().answer("GET /api/v1/admin/purge", 200, purging("interrupted", "\"alerts\"", "null"));
    assertThat(server().admin("purge")).isEqualTo(1);
    assertThat(server().out()).contains("Interrupted at step alerts");
  }

  private static String purging(String status, String step, String error) {
    return """
        {"last": {"startedAt": "2026-01-31T12:00:00Z", "status": "%s", "millis": 12, "step": %s, "tombstones": 5,
                  "sums": 1, "syncs": 3, "alerts": 2, "cases": 7, "error": %s},
         "horizon": "2026-01-01T12:00:00Z", "nextAt": "2026-02-01T12:00:00Z",
         "tombstoneRetentionSeconds": 2592000, "syncLogRetentionSeconds": 7776000,
         "alertRetentionSeconds": 31536000, "minTimeBetweenPurgesSeconds": 86400}"""
        .formatted(status, step, error);
  }

  @Test
  @DisplayName("says that there was no purge yet")
  void neverPurged() {
    server()
        .answer(
            "GET /api/v1/admin/purge",
            200,
            """
            {"last": null, "horizon": null, "nextAt": null, "tombstoneRetentionSeconds": 3600,
             "syncLogRetentionSeconds": 604800, "alertRetentionSeconds": 86400, "minTimeBetweenPurgesSeconds": 0}""");

    assertThat(server().admin("purge", "show")).isZero();
    assertThat(server().out()).contains("no purge yet", "60 minutes", "7 days");
  }
}
