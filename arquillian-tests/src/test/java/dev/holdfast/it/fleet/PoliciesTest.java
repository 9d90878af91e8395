package dev.holdfast.it.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.DeviceCopy;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.SyncRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Policies")
class PoliciesTest extends ServerTest {
  private final PlacesPackage places = new PlacesPackage(unique("policies"));
  private TestUser worker;
  private String target;

  @BeforeEach
  void somebody() {
    places.add(1, 5, "north");
    worker = places.worker("north");
    target = "role:" + me().path("roles").get(0).asText();
  }

  @AfterEach
  void away() {
    sql("DELETE FROM holdfast.sync_policy");
  }

  private JsonNode me() {
    return admin().get("/admin/users/" + worker.name()).ok().json();
  }

  private Answer add(Map<String, Object> values) {
    return admin().post("/admin/policies", Map.of("target", target, "values", values));
  }

  @Test
  @DisplayName("are for administrators only")
  void needAnAdministrator() {
    assertThat(worker.api().get("/admin/policies").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("are changed and removed against the version that was seen")
  void areVersioned() {
    Api admin = admin();
    String seen = add(Map.of("batch", 5)).ok().header("ETag");
    String path = "/admin/policies/" + target;

    Answer first = admin.put(path, seen, Map.of("batch", 6));
    Answer second = admin.put(path, seen, Map.of("batch", 7));
    Answer blind = admin.put(path, "", Map.of("batch", 7));

    assertThat(first.ok().header("ETag")).isNotEqualTo(seen);
    assertThat(second.status()).isEqualTo(412);
    assertThat(blind.status()).isEqualTo(428);
    assertThat(admin.get(path).ok().json().at("/values/batch").asInt()).isEqualTo(6);
    assertThat(add(Map.of("batch", 5)).problem().code()).isEqualTo("already-exists");
  }

  @Test
  @DisplayName("are checked, and what is wrong is said")
  void areChecked() {
    assertThat(add(Map.of("batch", 101)).problem().detail())
        .isEqualTo("The batch size is 1 to 100 actions.");
    assertThat(add(Map.of()).status()).isEqualTo(422);
    assertThat(add(Map.of("receive", "sometimes")).problem().code()).isEqualTo("malformed");
    target = "role:" + unique("nobody");
    assertThat(add(Map.of("batch", 5)).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("say what holds for a user and why, and devices hear of it at their next poll")
  void areTold() {
    TestDevice device = device(worker);
    DeviceCopy copy = device.copy();
    copy.sync();
    SyncRequest poll = copy.request().asFresh().obeying(SyncPolicy.STANDARD.id());
    assertThat(device.api().post("/sync", poll).status()).isEqualTo(204);

    add(Map.of("receive", "interval", "receiveIntervalSeconds", 900)).ok();

    JsonNode effective = admin().get("/admin/policies/effective?user=" + worker.name()).ok().json();
    assertThat(effective.at("/values/receive").asText()).isEqualTo("interval");
    assertThat(effective.at("/values/batch").asInt()).isEqualTo(100);
    assertThat(effective.at("/sources/receive").asText()).isEqualTo(target);
    Answer told = device.api().post("/sync", poll);
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text()).contains("\"receiveIntervalSeconds\":900");
    SyncRequest obeying = poll.obeying(effective.path("id").asText());
    assertThat(device.api().post("/sync", obeying).status()).isEqualTo(204);
  }
}
