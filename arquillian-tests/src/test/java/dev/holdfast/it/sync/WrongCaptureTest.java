package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What capture has wrong makes a new device's sync fail once, and then no more. */
@DisplayName("What the server itself has wrong")
class WrongCaptureTest extends ServerTest {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** For the upkeep's interval, and time for it. */
  private static final int LOOKS = 900;

  private final PlacesPackage sums = new PlacesPackage(unique("sums"));
  private final PlacesPackage hashes = new PlacesPackage(unique("hashes"));

  @Test
  @DisplayName("is told by a device that can't heal it, verified, and right with its next sync")
  void isRepaired(@TempDir Path one, @TempDir Path other) {
    sums.add(1, 20, "north");
    hashes.add(1, 20, "north");
    addToSum(sums);
    // As if the row had changed unseen: its entry, and with it the sum, is of something else.
    sql("UPDATE holdfast.capture_%s SET hash = hash + 1 WHERE k1 = 7".formatted(unit(hashes)));
    addToSum(hashes);
    try (Holdfast first = enrolled(sums, one);
        Holdfast second = enrolled(hashes, other)) {
      fails(sums, first);
      fails(hashes, second);

      awaitUpkeep();

      first.sync();
      second.sync();
      assertThat(first.query("SELECT id FROM place")).hasSize(20);
      assertThat(second.query("SELECT id FROM place")).hasSize(20);
      assertThat(first.verify().match() && second.verify().match()).isTrue();
    }
  }

  private static void addToSum(PlacesPackage places) {
    sql(
        "UPDATE holdfast.bucket_change SET sum = sum + 1 WHERE unit = '%s'"
            .formatted(unit(places)));
  }

  private void awaitUpkeep() {
    for (int i = 0; alerts("drift", sums).isEmpty() || alerts("drift", hashes).isEmpty(); i++) {
      assertThat(i).as("looks until the tables are verified").isLessThan(LOOKS);
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private void fails(PlacesPackage places, Holdfast device) {
    assertThatThrownBy(device::sync)
        .isInstanceOf(SyncFailedException.class)
        .hasMessageContaining("still does not match");
    assertThat(alerts("healed", places))
        .as("%s", places.unit())
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.path("detail").asText()).contains("could not heal it", "verified"))
        .satisfies(alert -> assertThat(alert.path("devices")).hasSize(1));
  }

  private static Holdfast enrolled(PlacesPackage places, Path store) {
    TestUser worker = places.worker("north");
    Holdfast device = Holdfast.open(store, "secret".toCharArray());
    device.signIn(TestServer.api().toString(), worker.name(), worker.password(), "a tablet");
    return device;
  }

  private static String unit(PlacesPackage places) {
    return String.valueOf(
        query(
                "SELECT name FROM holdfast.capture_unit WHERE application = ? AND unit = 'place'",
                places.application())
            .get(0)
            .get(0));
  }

  private static List<JsonNode> alerts(String kind, PlacesPackage places) {
    List<JsonNode> alerts = new ArrayList<>();
    admin()
        .get("/admin/alerts?limit=500&kind=" + kind)
        .ok()
        .json()
        .path("items")
        .forEach(
            alert -> {
              if (alert.path("subject").asText().startsWith(places.unit())) {
                alerts.add(alert);
              }
            });
    return alerts;
  }
}
