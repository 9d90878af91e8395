package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is due, on a device without a server,")
class DueTest {
  private static final Instant NOW = Device.CLOCK.instant();
  private final Device device = Device.alice(4);

  @AfterEach
  void close() {
    device.close();
  }

  private UUID planned(String deadlines) {
    device
        .peer()
        .deploy(
            Peer.demo()
                .replace(
                    "    conflict: merge",
                    "    deadlines: " + deadlines + "\n    conflict: merge"));
    device.peer().airport("AK", "ANC", "Anchorage");
    UUID id = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.peer().reachable(false);
    return id;
  }

  private CaseView shown(UUID id) {
    return device.holdfast().show(id).orElseThrow();
  }

  private Map<String, @Nullable Object> row() {
    List<Map<String, @Nullable Object>> rows =
        device.holdfast().query("SELECT goal_at, due_at, overdue FROM inspection");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  @DisplayName("follows the stage into which an action brings the case")
  void followsTheStage() {
    UUID id =
        planned(
            "{case: {goal: 3650d, deadline: 3660d}, stages: {on-site: {goal: 1m, deadline: 2h}}}");
    Instant whole = Objects.requireNonNull(shown(id).due().deadline());
    device.holdfast().perform(id, "arrive", Map.of());

    CaseView arrived = shown(id);
    assertThat(arrived.due().goal()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
    assertThat(arrived.due().deadline()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(arrived.overdue()).isFalse();
    assertThat(whole).isEqualTo(NOW.plus(Duration.ofDays(3660)));
    assertThat(row())
        .containsEntry("goal_at", "2026-11-23T08:01:00.000Z")
        .containsEntry("due_at", "2026-11-23T10:00:00.000Z");
  }

  @Test
  @DisplayName("is told by the clock as it was corrected")
  void correctedClock() {
    UUID id = planned("{stages: {planned: {deadline: 10m}}}");
    assertThat(shown(id).overdue()).isFalse();

    device.behind(Duration.ofMinutes(11));

    assertThat(shown(id).overdue()).isTrue();
    device.behind(Duration.ofDays(-3000));
    assertThat(shown(id).overdue()).isFalse();
    assertThat(row()).as("SQLite's present is corrected, too").containsEntry("overdue", 0);
    device.behind(Duration.ofDays(3000));
    assertThat(row()).containsEntry("overdue", 1);
  }
}
