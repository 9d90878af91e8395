package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.DeviceCopy;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.SyncRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The doorbell")
class DoorbellTest extends ServerTest {
  private final PlacesPackage places = new PlacesPackage(unique("doorbell"));

  @BeforeEach
  void rows() {
    places.add(1, 50, "north");
    places.add(51, 80, "south");
  }

  @Test
  @DisplayName("rings for the devices that a change concerns, and for no others")
  void concerned() throws IOException {
    TestDevice north = device(places.worker("north"));
    TestDevice south = device(places.worker("south"));
    try (Listening atNorth = Listening.of(north);
        Listening atSouth = Listening.of(south)) {
      places.change("UPDATE place SET name = 'renamed' WHERE id = 3");
      atNorth.untilRung();

      revoke(south);
      assertThat(atSouth.ringsUntilTheEnd()).as("the last ring, at the end").isEqualTo(1);
    }
  }

  @Test
  @DisplayName("wakes a device for a sync that brings just the change")
  void sync() throws IOException {
    TestDevice device = device(places.worker("north"));
    DeviceCopy copy = device.copy();
    copy.sync();
    try (Listening listening = Listening.of(device)) {
      places.change("UPDATE place SET name = 'renamed' WHERE id IN (3, 60)");
      listening.untilRung();

      assertThat(copy.sync().rows()).isEqualTo(1);
      assertThat(copy.rows(places.unit()).get("[3]")).contains("renamed");
      assertThat(copy.sync().kind()).isEqualTo("none");
    }
  }

  @Test
  @DisplayName("hands a device that takes it what it lacks, one change after the other")
  void handed() throws IOException {
    TestDevice device = device(places.worker("north"));
    DeviceCopy copy = device.copy();
    copy.sync();
    try (Listening listening = Listening.forDeltas(device)) {
      for (int id : List.of(3, 4, 3)) {
        places.change("UPDATE place SET name = name || '!' WHERE id IN (" + id + ", 60)");

        assertThat(
                copy.take(listening.untilHanded(String.valueOf(copy.request().checkpoint())))
                    .rows())
            .isEqualTo(1);
        assertThat(copy.rows(places.unit()).get("[" + id + "]")).contains("!");
        assertThat(copy.sync().kind()).isEqualTo("none");
      }
    }
  }

  @Test
  @DisplayName("rings for a resync order, also a device that takes deltas")
  void orderOverDelta() throws IOException {
    TestDevice device = device(places.worker("north"));
    device.copy().sync();
    try (Listening listening = Listening.forDeltas(device)) {
      resync(device);
      listening.untilRung();
    }
  }

  @Test
  @DisplayName("rings for a resync order")
  void order() throws IOException {
    TestDevice device = device(places.worker("north"));
    try (Listening listening = Listening.of(device)) {
      resync(device);
      listening.untilRung();
    }
  }

  @Test
  @DisplayName("ends when the device is revoked, and does not open again")
  void revoked() throws IOException {
    TestDevice device = device(places.worker("north"));
    device.copy().sync();
    try (Listening listening = Listening.of(device)) {
      revoke(device);
      assertThat(device.api().get("/doorbell").status()).isEqualTo(401);
      assertThat(listening.ringsUntilTheEnd()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName(
      "ends when the user's scope changes, so that the device comes again with the new one")
  void scope() throws IOException {
    TestUser worker = places.worker("north");
    TestDevice device = device(worker);
    try (Listening listening = Listening.of(device)) {
      setAttributes(worker, Map.of("regions", List.of("south")));
      assertThat(listening.ringsUntilTheEnd()).isEqualTo(1);
    }
    try (Listening again = Listening.of(device)) {
      places.change("UPDATE place SET name = 'renamed' WHERE id = 60");
      again.untilRung();
    }
  }

  @Test
  @DisplayName("has one connection for a device: a new one takes the place of the old one")
  void replaced() throws IOException {
    TestDevice device = device(places.worker("north"));
    try (Listening old = Listening.of(device);
        Listening present = Listening.of(device)) {
      assertThat(old.ringsUntilTheEnd()).isZero();
      places.change("UPDATE place SET name = 'renamed' WHERE id = 3");
      present.untilRung();
    }
  }

  @Test
  @DisplayName("is for devices only")
  void noDevice() {
    assertThat(places.worker("north").api().get("/doorbell").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("is not needed: a poll is answered at once, and refused at once after a revocation")
  void polls() {
    TestDevice device = device(places.worker("north"));
    DeviceCopy copy = device.copy();
    copy.sync();
    SyncRequest poll = copy.request();
    for (int i = 0; i < 20; i++) {
      assertThat(device.api().post("/sync", poll).status()).isEqualTo(204);
    }

    revoke(device);

    assertThat(device.api().post("/sync", poll).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("is not needed: a fresh request finds whatever was committed before it")
  void fresh() {
    TestDevice device = device(places.worker("north"));
    DeviceCopy copy = device.copy();
    copy.sync();
    for (int i = 1; i <= 20; i++) {
      assertThat(copy.sync().kind()).isEqualTo("none");
      places.change("UPDATE place SET name = 'again' || name WHERE id = " + i);
      assertThat(copy.sync().rows()).isEqualTo(1);
    }
  }

  private static void resync(TestDevice device) {
    admin()
        .post(
            "/admin/resyncs",
            Map.of(
                "target",
                Map.of("kind", "device", "value", device.id().toString()),
                "reason",
                "a test"))
        .ok();
  }

  private static void revoke(TestDevice device) {
    admin().delete("/admin/devices/" + device.id() + "?reason=test").ok();
  }
}
