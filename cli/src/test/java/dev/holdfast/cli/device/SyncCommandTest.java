package dev.holdfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.SyncResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncCommandTest {
  private static SyncResult result(int pending) {
    return result(pending, SyncResult.FromFile.NOTHING);
  }

  private static SyncResult result(int pending, SyncResult.FromFile file) {
    return new SyncResult(
        SyncResult.Kind.NONE,
        "c",
        new SyncResult.Down(0, 0, 0, file),
        SyncResult.Up.NOTHING,
        pending,
        List.of(),
        Duration.ZERO,
        new Bytes(10, 200, 3),
        PutOff.NONE);
  }

  @Test
  void actionsThatAreToComeAgainAreTold() {
    assertThat(SyncCommand.text(result(2))).contains("2 still to be sent", "Sync again");
    assertThat(Documents.sync(result(2))).containsEntry("pending", 2);
  }

  @Test
  void whatCameFromAFileIsTold() {
    assertThat(SyncCommand.text(result(0, new SyncResult.FromFile(410, 2, 0))))
        .contains("410 of the rows came from the snapshot file.");
    assertThat(SyncCommand.text(result(0, new SyncResult.FromFile(400, 2, 1))))
        .contains("400 of the rows", "1 piece(s) of it were damaged and came from the server.");
    assertThat(SyncCommand.text(result(0))).doesNotContain("snapshot");
  }

  @Test
  void nothingIsSaidWhenAllWasSent() {
    assertThat(SyncCommand.text(result(0))).doesNotContain("still");
  }
}
