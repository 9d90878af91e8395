package dev.holdfast.admin.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.operations.api.Overview.SyncHour;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chart of syncs")
class SyncChartTest {

  @Test
  @DisplayName("gives the busiest hour the whole height and the others their share")
  void shares() {
    var chart = new SyncChart(List.of(hour(6, 2, 0), hour(1, 1, 2)));

    assertThat(chart.getBars()).extracting(SyncChart.Bar::done).containsExactly(96, 24);
    assertThat(chart.getBars()).extracting(SyncChart.Bar::failed).containsExactly(0, 24);
    assertThat(chart.getTotal()).isEqualTo(12);
    assertThat(chart.getFailed()).isEqualTo(2);
  }

  @Test
  @DisplayName("is blank without any sync")
  void blank() {
    var chart = new SyncChart(List.of(hour(0, 0, 0)));

    assertThat(chart.isBlank()).isTrue();
    assertThat(chart.getBars()).extracting(SyncChart.Bar::done).containsExactly(0);
  }

  private static SyncHour hour(long full, long delta, long failed) {
    return new SyncHour(Instant.EPOCH, full, delta, failed, 0);
  }
}
