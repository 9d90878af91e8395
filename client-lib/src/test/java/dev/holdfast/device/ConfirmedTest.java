package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.wire.SyncRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An action that was confirmed and whose effect has not come")
class ConfirmedTest {
  private final Device device = Device.alice(13);

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  @DisplayName("has each poll ask for all that was committed, which else it does not")
  void asksFresh() {
    device.peer().airport("AK", "ANC", "Anchorage");
    UUID inspection = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().restrict(PolicyValues.NONE.withReceive(ReceiveMode.INTERVAL));
    List<Boolean> fresh = new ArrayList<>();

    device
        .holdfast()
        .syncUntilInterrupted(
            Duration.ofMillis(1),
            result -> {
              fresh.add(lastRequest().wantsFresh());
              if (fresh.size() == 2) {
                device.holdfast().perform(inspection, "arrive", Map.of());
                device.peer().faults().cutStreamAndGoAt(10);
                assertThatThrownBy(device.holdfast()::sync)
                    .isInstanceOf(UnreachableException.class);
                device.peer().reachable(true);
              }
              if (fresh.size() == 3) {
                Thread.currentThread().interrupt();
              }
            },
            away -> {});

    assertThat(Thread.interrupted()).isTrue();
    assertThat(fresh).containsExactly(true, false, true);
  }

  private SyncRequest lastRequest() {
    List<SyncRequest> requests = device.peer().requests();
    return requests.get(requests.size() - 1);
  }
}
