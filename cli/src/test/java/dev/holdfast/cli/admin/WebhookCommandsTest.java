package dev.holdfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Webhooks by the command")
class WebhookCommandsTest {
  private static final String ID = "0192f3a0-0000-7000-8000-000000000001";
  private static final String MESSAGE = "0192f3a0-0000-7000-8000-000000000002";
  private static final String WEBHOOKS = "/api/v1/admin/webhooks";

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

  @Test
  @DisplayName("are added, with the secret printed once")
  void added() {
    server()
        .answer(
            "POST " + WEBHOOKS,
            201,
            """
            {"webhook": {"id": "ID", "name": "Billing"}, "secret": "whsec_abc"}"""
                .replace("ID", ID));

    assertThat(
            server()
                .admin(
                    "webhook",
                    "add",
                    "Billing",
                    "--url",
                    "https://x.invalid/",
                    "--kind",
                    "applied"))
        .isZero();

    assertThat(server().out()).contains(ID, "whsec_abc");
  }

  @Test
  @DisplayName("are listed with what waits for them and what is wrong")
  void listed() {
    server()
        .answer(
            "GET " + WEBHOOKS,
            200,
            """
            {"items": [{"id": "ID", "name": "Billing", "url": "https://x.invalid/", "enabled": true,
              "traffic": {"waiting": 12, "failed": 3, "lastError": "No answer in time."}}], "total": 1}"""
                .replace("ID", ID));

    assertThat(server().admin("webhook", "list")).isZero();

    assertThat(server().out()).contains("Billing", "12", "No answer in time.", "LAST ERROR");
  }

  @Test
  @DisplayName("are sent again what they have not taken: one message, or all")
  void retried() {
    server().answer("POST " + WEBHOOKS + '/' + ID + "/retry", 200, "{\"messages\": 15}");
    server()
        .answer(
            "POST " + WEBHOOKS + '/' + ID + "/deliveries/" + MESSAGE + "/retry",
            200,
            "{\"messages\": 1}");

    assertThat(server().admin("webhook", "retry", ID)).isZero();
    assertThat(server().out()).contains("15 message(s)");
    assertThat(server().admin("webhook", "retry", ID, "--message", MESSAGE)).isZero();
    assertThat(server().out()).contains("1 message(s)");
  }

  @Test
  @DisplayName("are removed as they were seen")
  void removed() {
    server().answer("GET " + WEBHOOKS + '/' + ID, 200, "{}", "\"4\"");
    server().answer("DELETE " + WEBHOOKS + '/' + ID, 204, "");

    assertThat(server().admin("webhook", "remove", ID)).isZero();

    assertThat(server().out()).contains("removed");
    assertThat(server().requests())
        .anyMatch(request -> request.startsWith("DELETE " + WEBHOOKS + '/' + ID + " if \"4\""));
  }
}
