package dev.holdfast.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The audit trail")
class AuditTest extends ServerTest {
  @Test
  @DisplayName("tells who changed what from what to what, newest first, and no password")
  void tells() {
    Api admin = admin();
    TestUser user = newUser("inspector");
    String path = "/admin/users/" + user.name();
    admin
        .put(
            path,
            admin.get(path).header("ETag"),
            Map.of("roles", List.of("supervisor"), "password", "another password"))
        .ok();

    JsonNode trail = trail("?subject=" + user.name());

    assertThat(trail.path("total").asInt()).isEqualTo(2);
    JsonNode change = trail.path("items").path(0);
    assertThat(change.path("user").asText()).isEqualTo("admin");
    assertThat(change.path("action").asText()).isEqualTo("user-changed");
    assertThat(change.path("changes").toString())
        .isEqualTo("{\"password\":[null,\"changed\"],\"roles\":[\"inspector\",\"supervisor\"]}");
    assertThat(trail.path("items").path(1).path("action").asText()).isEqualTo("user-added");
    assertThat(trail.toString()).doesNotContain("another password", user.password());
  }

  @Test
  @DisplayName("says nothing of a change that was refused")
  void refused() {
    TestUser user = newUser("inspector");

    assertThat(
            admin().put("/admin/users/" + user.name(), "\"77\"", Map.of("enabled", false)).status())
        .isEqualTo(412);

    assertThat(trail("?subject=" + user.name()).path("total").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("has devices and resync orders, with their reasons")
  void reasons() {
    TestDevice device = device(newUser("inspector"));
    String id = device.id().toString();
    Map<String, String> target = Map.of("kind", "device", "value", id);
    JsonNode order =
        admin().post("/admin/resyncs", Map.of("target", target, "reason", "repaired")).ok().json();
    admin().delete("/admin/devices/" + id + "?reason=lost").ok();
    admin().delete("/admin/devices/" + id + "?reason=again").ok();

    assertThat(trail("?subject=" + id).path("items"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("action").asText()).isEqualTo("device-revoked");
              assertThat(entry.path("reason").asText()).isEqualTo("lost");
            });
    assertThat(trail("?action=resync-ordered&subject=" + order.path("id").asText()).path("items"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("reason").asText()).isEqualTo("repaired"));
  }

  @Test
  @DisplayName("begins with the server itself, which made the first administrator")
  void first() {
    assertThat(trail("?user=%28server%29").path("items"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("subject").asText()).isEqualTo("admin"));
  }

  @Test
  @DisplayName("is for administrators only and comes in parts")
  void guarded() {
    newUser();
    newUser();

    assertThat(newUser("inspector").api().get("/admin/audit").status()).isEqualTo(403);
    assertThat(trail("?limit=1").path("items")).hasSize(1);
    assertThat(trail("?limit=1").path("next").asInt()).isEqualTo(1);
    assertThat(admin().get("/admin/audit?action=nothing").problem().code()).isEqualTo("invalid");
    assertThat(admin().get("/admin/audit?sort=user").problem().code()).isEqualTo("invalid");
  }

  private static JsonNode trail(String query) {
    return admin().get("/admin/audit" + query).ok().json();
  }
}
