package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.UnreachableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who observes what a device does about syncing")
class SyncStatesTest {
  private final Device device = Device.alice(4);
  private final Holdfast holdfast =
      Holdfast.at(device.store())
          .transport(device.peer())
          .clock(Device.CLOCK)
          .sleeper(duration -> {})
          .observeOn(Runnable::run)
          .open(Device.key());

  @BeforeEach
  void fill() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.holdfast().sync();
  }

  @AfterEach
  void close() {
    holdfast.close();
    device.close();
  }

  @Test
  @DisplayName("sees a sync run and end, and a server that is away")
  void states() {
    Noting<SyncState> subscriber = new Noting<>(Long.MAX_VALUE);
    holdfast.syncStates().subscribe(subscriber);
    assertThat(holdfast.syncState()).isEqualTo(new SyncState.Idle());

    holdfast.sync();
    assertThat(subscriber.told)
        .filteredOn(SyncState.Running.class::isInstance)
        .extracting(state -> ((SyncState.Running) state).progress().stage())
        .contains(Progress.Stage.RECEIVING, Progress.Stage.SWITCHING, Progress.Stage.FINISHING);
    assertThat(holdfast.syncState()).isEqualTo(new SyncState.Idle());

    device.peer().reachable(false);
    assertThatThrownBy(holdfast::sync).isInstanceOf(UnreachableException.class);

    assertThat(holdfast.syncState())
        .isInstanceOfSatisfying(
            SyncState.Away.class,
            away -> {
              assertThat(away.reason()).isEqualTo(UnreachableException.Reason.NETWORK);
              assertThat(away.until()).isNull();
              assertThat(away.message()).contains("can't be reached");
            });
    assertThat(subscriber.told).last().isEqualTo(holdfast.syncState());
  }
}
