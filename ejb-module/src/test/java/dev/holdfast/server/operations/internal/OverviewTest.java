package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.operations.api.Overview;
import dev.holdfast.server.operations.api.Overview.FleetState;
import dev.holdfast.server.operations.api.Overview.SyncHour;
import dev.holdfast.server.operations.api.Overview.SyncLine;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverviewTest {
  private static final Instant HOUR = Instant.parse("2026-11-23T08:00:00Z");

  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Overview overview =
      new OverviewBean(jdbc, FleetData.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC));
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
    Overview empty =
        new OverviewBean(
            TestDatabase.create().jdbc(), FleetData.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(empty.fleet(ADMIN)).isEqualTo(new FleetState(0, 0, Duration.ofDays(7), 0, 0, 0));
    assertThat(empty.activity(ADMIN, 1)).containsExactly(new SyncHour(HOUR, 0, 0, 0, 0));
    assertThat(empty.recent(ADMIN, 10, false)).isEmpty();
  }

  @Test
  void activeDevicesAreCountedAndRevokedOnesAreNot() throws RefusedException {
    data.synced(works, NOW, "delta", 1, 2, null);
    data.synced(fails, NOW, "full", 1, 3, "digest");
    data.synced(revoked, NOW, "full", 1, 5, "digest");

    assertThat(overview.fleet(ADMIN)).isEqualTo(new FleetState(2, 1, Duration.ofDays(7), 1, 5, 0));
  }

  @Test
  void anOrderIsOpenWhileAnActiveDeviceWaitsOrReceives() throws RefusedException {
    order(works, "waiting");
    order(fails, "running");
    order(works, "done");
    order(fails, "failed");
    order(revoked, "waiting");

    assertThat(overview.fleet(ADMIN).openOrders()).isEqualTo(2);
  }

  @Test
  void everyHourIsThereAndASyncBelongsToExactlyOne() throws RefusedException {
    data.synced(works, HOUR.minusNanos(1_000), "full", 10, 0, null);
    data.synced(works, HOUR, "delta", 20, 0, null);
    data.synced(works, NOW, "delta", 30, 0, null);
    data.synced(fails, NOW, "full", 5, 0, "digest");
    data.synced(works, HOUR.minus(Duration.ofHours(3)), "full", 1, 0, null);

    assertThat(overview.activity(ADMIN, 3))
        .containsExactly(
            new SyncHour(HOUR.minus(Duration.ofHours(2)), 0, 0, 0, 0),
            new SyncHour(HOUR.minus(Duration.ofHours(1)), 1, 0, 0, 10),
            new SyncHour(HOUR, 0, 2, 1, 55));
  }

  @Test
  void theNewestSyncsComeFirst() throws RefusedException {
    data.synced(works, NOW.minusSeconds(2), "full", 10, 0, null);
    data.synced(fails, NOW.minusSeconds(1), "delta", 5, 0, "digest");
    data.synced(works, NOW, "delta", 1, 0, null);

    assertThat(overview.recent(ADMIN, 2, false))
        .containsExactly(
            new SyncLine(NOW, works, "works", "alice", "delta", 1, 20, null),
            new SyncLine(NOW.minusSeconds(1), fails, "fails", "alice", "delta", 5, 20, "digest"));
    assertThat(overview.recent(ADMIN, 2, true)).extracting(SyncLine::device).containsExactly(fails);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 169})
  void hoursHaveBounds(int hours) {
    assertThatThrownBy(() -> overview.activity(ADMIN, hours)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> overview.recent(ADMIN, hours, true))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void onlyAdministratorsSeeIt() {
    assertThatThrownBy(() -> overview.fleet(FleetData.ALICE)).isInstanceOf(RefusedException.class);
  }

  private void order(UUID device, String status) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        "INSERT INTO holdfast.resync_order VALUES (?, 'all', '', 'why', 'admin', ?)", id, NOW);
    jdbc.update(
        "INSERT INTO holdfast.resync_device VALUES (?, ?, ?, 0, ?, NULL)", id, device, status, NOW);
  }
}
