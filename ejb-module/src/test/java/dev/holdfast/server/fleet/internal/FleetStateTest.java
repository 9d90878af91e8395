package dev.holdfast.server.fleet.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.fleet.api.Fleet.FleetState;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetStateTest {
  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Fleet fleet =
      new FleetBean(jdbc, FleetData.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC));
  private UUID works = UUID.randomUUID();
  private UUID fails = UUID.randomUUID();
  private UUID revoked = UUID.randomUUID();

  @BeforeEach
  void devices() {
    data.user("alice");
    works = data.device("alice", "works");
    data.contact(works, NOW);
    fails = data.device("alice", "fails");
    data.contact(fails, NOW.minus(Duration.ofDays(9)));
    revoked = data.device("alice", "revoked");
    data.contact(revoked, NOW.minus(Duration.ofDays(9)));
    data.revoke(revoked);
  }

  @Test
  void aServerWithoutAnythingCountsNothing() throws RefusedException {
    Fleet empty =
        new FleetBean(
            TestDatabase.create().jdbc(), FleetData.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(empty.state(ADMIN)).isEqualTo(new FleetState(0, 0, Duration.ofDays(7), 0, 0, 0));
  }

  @Test
  void activeDevicesAreCountedAndRevokedOnesAreNot() throws RefusedException {
    data.synced(works, NOW, "delta", 1, 2, null);
    data.synced(fails, NOW, "full", 1, 3, "digest");
    data.synced(revoked, NOW, "full", 1, 5, "digest");

    assertThat(fleet.state(ADMIN)).isEqualTo(new FleetState(2, 1, Duration.ofDays(7), 1, 5, 0));
  }

  @Test
  void anOrderIsOpenWhileAnActiveDeviceWaitsOrReceives() throws RefusedException {
    order(works, "waiting");
    order(fails, "running");
    order(works, "done");
    order(fails, "failed");
    order(revoked, "waiting");

    assertThat(fleet.state(ADMIN).openOrders()).isEqualTo(2);
  }

  @Test
  void onlyAdministratorsSeeIt() {
    assertThatThrownBy(() -> fleet.state(FleetData.ALICE)).isInstanceOf(RefusedException.class);
  }

  private void order(UUID device, String status) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        "INSERT INTO holdfast.resync_order VALUES (?, 'all', '', 'why', 'admin', ?)", id, NOW);
    jdbc.update(
        "INSERT INTO holdfast.resync_device VALUES (?, ?, ?, 0, ?, NULL)", id, device, status, NOW);
  }
}
