package dev.holdfast.it.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.DeviceCopy.Received;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A resync order")
class ResyncTest extends ServerTest {
  private final PlacesPackage places = new PlacesPackage(unique("resync"));

  @Test
  @DisplayName("makes the next sync full, once, and shows how far it is")
  void isFulfilledOnce() {
    places.add(1, 20, "north");
    TestUser worker = places.worker("north");
    TestDevice device = device(worker);
    device.copy().report(device.copy().sync());

    JsonNode order = order("user", worker.name()).ok().json();
    String path = "/admin/resyncs/" + order.path("id").asText();
    assertThat(order.path("devices").asInt()).isEqualTo(1);
    assertThat(order.path("waiting").asInt()).isEqualTo(1);

    Received received = device.copy().sync();
    JsonNode running = admin().get(path).ok().json();
    device.copy().report(received);
    JsonNode done = admin().get(path).ok().json();

    assertThat(received.kind()).isEqualTo("full");
    assertThat(received.rows()).isEqualTo(20);
    assertThat(running.at("/progress/0/status").asText()).isEqualTo("running");
    assertThat(running.at("/progress/0/rows").asInt()).isEqualTo(20);
    assertThat(done.at("/progress/0/sent").asInt()).isEqualTo(20);
    assertThat(admin().get(path + "/devices?status=done").ok().json().path("total").asInt())
        .isEqualTo(1);
    assertThat(admin().get(path + "/devices?status=failed").ok().json().path("total").asInt())
        .isZero();
    assertThat(admin().get(path + "/devices?status=lost").status()).isEqualTo(422);
    assertThat(done.path("done").asInt()).isEqualTo(1);
    assertThat(done.at("/progress/0/device").asText()).isEqualTo(device.id().toString());
    assertThat(device.copy().sync().kind()).isEqualTo("none");
  }

  @Test
  @DisplayName("is fulfilled by one full sync together with all that were given before it began")
  void areFulfilledTogether() {
    places.add(1, 20, "north");
    TestDevice device = device(places.worker("north"));
    device.copy().report(device.copy().sync());
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      orders.add(order("device", device.id().toString()).ok().json().path("id").asText());
    }

    device.copy().report(device.copy().sync());

    for (String order : orders) {
      assertThat(admin().get("/admin/resyncs/" + order).ok().json().path("done").asInt())
          .isEqualTo(1);
    }
    assertThat(device.copy().sync().kind()).isEqualTo("none");
  }

  @Test
  @DisplayName("goes on after a cut, still full")
  void survivesACut() {
    places.add(1, 20, "north");
    TestDevice device = device(places.worker("north"));
    device.copy().report(device.copy().sync());
    order("device", device.id().toString()).ok();

    Received cut = device.copy().sync(10);
    JsonNode before = progress();
    Received rest = device.copy().sync();
    JsonNode after = progress();
    device.copy().report(rest);

    assertThat(before.path("sent").asInt()).as("sent is told once a second").isZero();
    assertThat(after.path("rows").asInt()).isEqualTo(20);
    assertThat(cut.complete()).isFalse();
    assertThat(cut.rows() + rest.rows()).isEqualTo(20);
    assertThat(device.copy().rows(places.unit())).hasSize(20);
    assertThat(device.copy().sync().kind()).isEqualTo("none");
  }

  @Test
  @DisplayName("needs a reason and somebody whom it is for")
  void isChecked() {
    Answer nobody = order("user", "nobody-at-all");
    Answer unknown = order("planet", "mars");
    Answer silent =
        admin()
            .post(
                "/admin/resyncs",
                Map.of("target", Map.of("kind", "all", "value", ""), "reason", " "));

    assertThat(nobody.problem().code()).isEqualTo("not-found");
    assertThat(unknown.problem().code()).isEqualTo("malformed");
    assertThat(silent.problem().code()).isEqualTo("invalid");
  }

  @Test
  @DisplayName("stands beside the device's last sync in the list of devices")
  void showsInTheFleet() {
    places.add(1, 20, "north");
    TestUser worker = places.worker("north");
    TestDevice device = device(worker);
    device.copy().report(device.copy().sync());

    JsonNode line = admin().get("/admin/devices?user=" + worker.name()).ok().json().at("/items/0");

    assertThat(line.path("id").asText()).isEqualTo(device.id().toString());
    assertThat(line.path("lastSyncKind").asText()).isEqualTo("full");
    assertThat(line.path("lastSyncRows").asInt()).isEqualTo(20);
    assertThat(line.path("status").asText()).isEqualTo("active");
  }

  /** Of the newest order. */
  private static JsonNode progress() {
    String id = admin().get("/admin/resyncs?limit=1").ok().json().at("/items/0/id").asText();
    return admin().get("/admin/resyncs/" + id + "/devices").ok().json().at("/items/0");
  }

  private static Answer order(String kind, String value) {
    return admin()
        .post(
            "/admin/resyncs",
            Map.of("target", Map.of("kind", kind, "value", value), "reason", "a test"));
  }
}
