package dev.holdfast.server.fleet.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static dev.holdfast.server.testing.FleetData.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.fleet.api.Fleet.DeviceFilter;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTest {
  private final Jdbc jdbc = TestDatabase.create().jdbc();
  private final FleetData data = new FleetData(jdbc);
  private final Fleet fleet =
      new FleetBean(jdbc, FleetData.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC));
  private UUID works = UUID.randomUUID();

  @BeforeEach
  void devicesOfEveryKind() {
    data.user("alice");
    data.user("bob");
    works = data.device("alice", "works");
    data.contact(works, NOW.minusSeconds(60));
    data.synced(works, NOW.minusSeconds(60), "delta", 12, 3, null);
    UUID fails = data.device("alice", "Fails");
    data.contact(fails, NOW.minusSeconds(30));
    data.synced(fails, NOW.minusSeconds(30), "full", 5, 1, "digest");
    UUID silent = data.device("bob", "silent");
    data.contact(silent, NOW.minus(Duration.ofDays(8)));
    data.device("bob", "100%_new");
    data.revoke(data.device("bob", "revoked"));
    data.wipe(data.device("bob", "wiped"));
  }

  @ParameterizedTest
  @CsvSource({
    ",, , 'Fails,works,silent,100%_new,revoked,wiped'",
    ",, active, 'Fails,works,silent,100%_new'",
    ",, revoked, revoked",
    ",, wipe-requested, wiped",
    ",, unseen, silent",
    ",, failing, Fails",
    ", alice, , 'Fails,works'",
    "BOB,, active, 'silent,100%_new'",
    "0%_n,, , 100%_new",
    "%,, , 100%_new",
    "_,, , 100%_new"
  })
  void theFilterFinds(
      @Nullable String text, @Nullable String user, @Nullable String status, String expected)
      throws RefusedException {
    var page =
        fleet.devices(
            ADMIN, new DeviceFilter(text, user, status), new PageRequest(0, 50, null, false));

    assertThat(page.items())
        .extracting(DeviceStatus::name)
        .containsExactlyInAnyOrder(expected.split(","));
    assertThat(page.total()).isEqualTo(page.items().size());
  }

  @ParameterizedTest
  @CsvSource({
    ", false, 'Fails,works,silent'",
    "contact, true, 'Fails,works,silent'",
    "name, false, '100%_new,Fails,revoked,silent,wiped,works'",
    "name, true, 'works,wiped,silent,revoked,Fails,100%_new'",
    "sync, true, 'Fails,works'",
    "pending, true, 'works,Fails'"
  })
  void theListIsSortedAndWhatIsNotKnownComesLastWhenDescending(
      @Nullable String sort, boolean descending, String expected) throws RefusedException {
    List<String> names = new ArrayList<>();
    for (int offset = 0; offset < 6; offset++) {
      fleet
          .devices(
              ADMIN,
              new DeviceFilter(null, null, null),
              new PageRequest(offset, 1, sort, descending))
          .items()
          .forEach(device -> names.add(device.name()));
    }

    assertThat(names).hasSize(6).doesNotHaveDuplicates().startsWith(expected.split(","));
  }

  @Test
  void aDeviceIsToldWithItsLastSync() throws RefusedException {
    jdbc.update("UPDATE holdfast.device_sync SET buckets = 4 WHERE device_id = ?", works);

    assertThat(fleet.device(ADMIN, works))
        .contains(
            new DeviceStatus(
                works,
                "works",
                "alice",
                "test",
                "1",
                "active",
                NOW,
                NOW.minusSeconds(60),
                NOW.minusSeconds(60),
                "delta",
                12,
                20,
                4,
                3,
                List.of("app 1.0.0"),
                null,
                null));
    assertThat(fleet.device(ADMIN, UUID.randomUUID())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"lost, , INVALID", ", platform, INVALID"})
  void whatIsNotOfferedIsInvalid(
      @Nullable String status, @Nullable String sort, ErrorCode expected) {
    assertThatThrownBy(
            () ->
                fleet.devices(
                    ADMIN,
                    new DeviceFilter(null, null, status),
                    new PageRequest(0, 1, sort, false)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(expected));
  }

  @Test
  void onlyAdministratorsSeeDevices() {
    assertThatThrownBy(() -> fleet.device(FleetData.ALICE, works))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED));
  }
}
