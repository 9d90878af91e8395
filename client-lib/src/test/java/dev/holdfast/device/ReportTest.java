package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.SyncResult;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The report of a sync, when the server or something before it doesn't take it. */
class ReportTest {
  private static final int SERVER_TAKES = 64 * 1024;

  private final Device device = Device.alice(6);

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void oneThatIsTooLargeIsDroppedAndSyncsGoOn() {
    device.peer().airport("AK", "ANC", "Anchorage");
    UUID id = device.peer().planned("AK", "ANC", "alice");
    device.peer().faults().refuseReportsLargerThan(0);

    assertThat(device.holdfast().sync().kind()).isEqualTo(SyncResult.Kind.FULL);

    device.holdfast().perform(id, "arrive", Map.of());
    assertThat(device.holdfast().sync().up().applied()).isEqualTo(1);
  }

  @Test
  void namesNoMoreHealedBucketsThanTheServerTakes() {
    String[] states =
        IntStream.range(0, 100).mapToObj(i -> "x".repeat(1000) + i).toArray(String[]::new);
    device.peer().states(states);
    for (String state : states) {
      device.peer().airport(state, "X" + state, "Anchorage");
    }
    device.holdfast().sync();
    device.damage("airport", "Anchorage", "Ancorage");
    device.holdfast().verify();
    device.peer().faults().refuseReportsLargerThan(SERVER_TAKES);

    assertThat(device.holdfast().sync().healed()).hasSize(states.length);

    assertThat(device.peer().reports()).hasSize(2);
    assertThat(device.peer().reports().get(1).healed()).isNotEmpty();
  }
}
