package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.NotReceivedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.store.Database;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a device stands that goes by a timetable")
class StandingTest {
  private static final String TABLE = "airfield-inspection/airport";

  private final Device device = Device.alice(8);

  @BeforeEach
  void begin() {
    device.peer().large(50);
    device.peer().segments().ofRows(20);
    for (int i = 0; i < 120; i++) {
      device.peer().airport("AK", "A" + i, "Name " + i);
    }
    device.peer().planned("AK", "A1", "alice");
  }

  @AfterEach
  void end() {
    device.close();
  }

  private Timetable.Standing standing() {
    try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
      return database.read(LastContacts::standing);
    }
  }

  @Test
  @DisplayName(
      "counts from when it asked, also if it was told to wait, and is up to date since before")
  void toldToWait() {
    device.holdfast().sync();
    device.peer().orderResync();
    device.holdfast().restrict(PolicyValues.NONE.withMetered(MeteredMode.CHANGES));
    Clock later = Clock.offset(Device.CLOCK, Duration.ofMinutes(5));
    try (Holdfast metered =
        Holdfast.at(device.store())
            .transport(device.peer())
            .clock(later)
            .connection(() -> ConnectionKind.METERED)
            .open(Device.key())) {
      metered.restrict(PolicyValues.NONE.withMetered(MeteredMode.CHANGES));
      metered.sync();

      assertThat(metered.status().lastSync()).isEqualTo(Device.CLOCK.instant());
    }

    assertThat(standing().received()).isEqualTo(later.instant());
    assertThat(standing().putOff()).isTrue();
  }

  @Test
  @DisplayName("has something left when a sync failed between two portions")
  void failedBetween() {
    device.peer().faults().afterSegments(2);
    device.peer().faults().cutSegmentAndGoAt(10);
    assertThatThrownBy(() -> device.holdfast().sync()).isInstanceOf(UnreachableException.class);

    assertThat(standing().putOff()).isTrue();
    assertThat(standing().received()).isNotNull();

    device.peer().reachable(true);
    device.peer().faults().none();
    device.holdfast().sync();
    assertThat(standing().putOff()).isFalse();
  }

  @Test
  @DisplayName(
      "has nothing left that another connection brings where the server has nothing to give")
  void stalled() {
    device.holdfast().restrict(PolicyValues.NONE.withMetered(MeteredMode.CHANGES));
    device.connected(ConnectionKind.METERED);
    device.holdfast().sync();
    assertThat(standing().putOff()).isTrue();
    device.peer().stall(TABLE);
    device.connected(ConnectionKind.UNMETERED);

    device.holdfast().sync();

    assertThat(standing().putOff()).isFalse();
    assertThat(device.holdfast().status().notReceived()).containsExactly(TABLE);
    assertThatThrownBy(() -> device.holdfast().query("SELECT iata FROM airport"))
        .isInstanceOf(NotReceivedException.class);
    device.peer().stall();
    device.holdfast().sync();
    assertThat(device.holdfast().query("SELECT iata FROM airport")).hasSize(120);
  }
}
