package dev.holdfast.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.sync.api.SyncJournal.SyncHour;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A chart of hours")
class BarChartTest {

  @Test
  @DisplayName("gives the hour with most the whole height and the others their share")
  void shares() {
    var chart = new BarChart<>(List.of(hour(3, 1), hour(1, 0)), SyncHour::failed, SyncHour::done);

    assertThat(chart.getMost()).isEqualTo(4);
    assertThat(chart.getTotal()).isEqualTo(5);
    assertThat(chart.getLower()).as("failed").isEqualTo(1);
    assertThat(chart.isBlank()).isFalse();
    assertThat(chart.getBars()).extracting(BarChart.Bar::lower).containsExactly(21, 0);
    assertThat(chart.getBars()).extracting(BarChart.Bar::upper).containsExactly(63, 21);
    assertThat(chart.getBars()).extracting(BarChart.Bar::x).containsExactly(0, 26);
    assertThat(chart.getWidth()).isEqualTo(52);
  }

  @Test
  @DisplayName("without anything has bars without a height")
  void blank() {
    var chart = new BarChart<>(List.of(hour(0, 0)), SyncHour::failed, SyncHour::done);

    assertThat(chart.isBlank()).isTrue();
    assertThat(chart.getBars()).extracting(BarChart.Bar::upper).containsExactly(0);
  }

  private static SyncHour hour(long done, long failed) {
    return new SyncHour(Instant.EPOCH, done, failed, 0, 0, null, null);
  }
}
