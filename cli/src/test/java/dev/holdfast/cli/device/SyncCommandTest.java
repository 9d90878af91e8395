package dev.holdfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.TrafficDay;
import dev.holdfast.device.api.TrafficTotals;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
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
  void whatWasPutOffIsToldAndWhatItCost() {
    SyncResult all = result(0);
    SyncResult some =
        new SyncResult(
            all.kind(),
            all.checkpoint(),
            all.down(),
            all.up(),
            0,
            List.of(),
            Duration.ZERO,
            all.traffic(),
            new PutOff(PutOff.What.TABLES, List.of("app/big")));

    assertThat(SyncCommand.text(some))
        .contains(
            "10 bytes sent, 200 received, in 3 request(s).",
            "Later, because the connection is metered: not yet received are app/big");
    assertThat(Documents.sync(some))
        .containsEntry(
            "later",
            Map.of(
                "what", "tables", "tables", List.of("app/big"), "contents", 0, "why", "metered"));
    assertThat(SyncCommand.text(all)).doesNotContain("Later");
    assertThat(Documents.sync(all)).containsEntry("later", null);
  }

  @Test
  void aMonthIsToldByKindsOfConnections() {
    TrafficTotals totals =
        new TrafficTotals(
            List.of(
                day("2026-11-30", ConnectionKind.METERED, 9_000_000),
                day("2026-12-01", ConnectionKind.METERED, 2_000_000),
                day("2026-12-03", ConnectionKind.UNMETERED, 32_000_000)));
    YearMonth month = YearMonth.of(2026, 12);

    assertThat(Documents.trafficLine(month, totals))
        .isEqualTo("34.0 MB this month, of which metered 2.0 MB");
    assertThat(Documents.traffic(month, totals))
        .containsEntry("month", "2026-12")
        .containsEntry("metered", new Bytes(0, 2_000_000, 1))
        .doesNotContainKey("unknown");
  }

  private static TrafficDay day(String day, ConnectionKind kind, long received) {
    return new TrafficDay(LocalDate.parse(day), kind, new Bytes(0, received, 1));
  }

  @Test
  void nothingIsSaidWhenAllWasSent() {
    assertThat(SyncCommand.text(result(0))).doesNotContain("still");
  }
}
