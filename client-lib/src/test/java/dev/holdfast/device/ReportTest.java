package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.peer.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void thatOfAFailureSaysWhatWasWrongAndHowLongItTook(@TempDir Path directory) {
    try (TimedDevice timed = new TimedDevice(directory)) {
      Peer peer = timed.peer();
      peer.airport("AK", "ANC", "Anchorage");
      peer.faults().corruptStreams(2, ReportTest::damaged);
      peer.faults().meanwhile(() -> timed.run(Duration.ofSeconds(3)));

      assertThatThrownBy(timed.holdfast()::sync).isInstanceOf(SyncFailedException.class);

      assertThat(peer.reports())
          .singleElement()
          .matches(r -> r.error() != null)
          .matches(r -> r.healed().equals(List.of("airfield-inspection/airport[state=AK]")))
          .matches(r -> r.millis() == 3000);
    }
  }

  private static byte[] damaged(byte[] stream) {
    return new String(stream, UTF_8).replace("Anchorage", "Ancorage").getBytes(UTF_8);
  }
}
