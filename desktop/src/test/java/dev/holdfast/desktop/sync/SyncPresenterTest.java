package dev.holdfast.desktop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.desktop.Tablet;
import dev.holdfast.desktop.sync.SyncPresenter.Badge;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How the device stands with its server")
class SyncPresenterTest {
  private final Tablet tablet = Tablet.inUse();
  private final Metering metering = new Metering(ConnectionKind.UNKNOWN);
  private final SyncPresenter sync = new SyncPresenter(tablet.session(), metering, () -> {});

  @AfterEach
  void close() {
    tablet.close();
  }

  @Test
  @DisplayName("is up to date after a sync that ended well, whose stages and amounts were shown")
  void synced() {
    List<SyncPresenter.State> seen = new ArrayList<>();
    sync.state().listen(seen::add);
    tablet.peer().airport("AK", "SIT", "Sitka");

    sync.syncNow();

    assertThat(seen).anyMatch(state -> state.isRunning() && state.title().equals("Receiving"));
    assertThat(sync.state().get().badge()).isEqualTo(Badge.ONLINE);
    assertThat(sync.state().get().detail()).isEqualTo("Last sync 08:00");
    assertThat(sync.state().get().notice()).isEqualTo("Received 1 rows, sent 0 actions.");
  }

  @Test
  @DisplayName("is offline when the server can’t be reached, and the queue is counted")
  void offline() {
    UUID inspection = tablet.planned("ANC");
    tablet.holdfast().perform(inspection, "arrive", Map.of());
    tablet.peer().reachable(false);

    sync.syncNow();

    assertThat(sync.state().get().badge()).isEqualTo(Badge.OFFLINE);
    assertThat(sync.state().get().pending()).isEqualTo(1);
    assertThat(sync.state().get().notice()).startsWith("The server can’t be reached.");
  }

  @Test
  @DisplayName("is not up to date while an action waits, and is again when it was sent")
  void unsent() {
    UUID inspection = tablet.planned("ANC");
    tablet.holdfast().perform(inspection, "arrive", Map.of());

    sync.reload();

    assertThat(sync.state().get().badge()).isEqualTo(Badge.WAITING);
    assertThat(sync.state().get().title()).isEqualTo("To be sent: 1");
    sync.syncNow();
    assertThat(sync.state().get().badge()).isEqualTo(Badge.ONLINE);
    assertThat(sync.state().get().title()).isEqualTo("Up to date");
  }

  @Test
  @DisplayName("says what was parked")
  void parked() {
    UUID inspection = tablet.planned("ANC");
    tablet.holdfast().perform(inspection, "arrive", Map.of());
    tablet.peer().complete(inspection);

    sync.syncNow();

    assertThat(sync.state().get().parked()).isEqualTo(1);
    assertThat(sync.state().get().notice()).startsWith("1 could not be applied.");
  }

  @Test
  @DisplayName("asks to sign in when the session has ended")
  void signedOut() {
    tablet.holdfast().signOut();

    sync.reload();

    assertThat(sync.state().get().badge()).isEqualTo(Badge.SIGNED_OUT);
  }

  @Test
  @DisplayName("obeys the policy when the user says that the connection costs, until he insists")
  void metered() {
    tablet.holdfast().restrict(PolicyValues.NONE.withMetered(MeteredMode.NOTHING));

    sync.setMetered(true);

    assertThat(metering.present()).isEqualTo(ConnectionKind.METERED);
    assertThat(sync.state().get().metered()).isTrue();
    sync.setMetered(false);
    assertThat(metering.present()).isEqualTo(ConnectionKind.UNKNOWN);
  }
}
