package dev.holdfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.SyncResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncCommandTest {
  private static SyncResult result(int pending) {
    return new SyncResult(
        SyncResult.Kind.NONE,
        "c",
        new SyncResult.Down(0, 0, 0),
        SyncResult.Up.NOTHING,
        pending,
        List.of(),
        Duration.ZERO);
  }

  @Test
  void actionsThatAreToComeAgainAreTold() {
    assertThat(SyncCommand.text(result(2))).contains("2 still to be sent", "Sync again");
    assertThat(Documents.sync(result(2))).containsEntry("pending", 2);
  }

  @Test
  void nothingIsSaidWhenAllWasSent() {
    assertThat(SyncCommand.text(result(0))).doesNotContain("still");
  }
}
