package dev.holdfast.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.SyncResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The files of the server's database are put back as they were while devices hold what came later:
 * as an administrator does after a disk failed, who tells nobody.
 */
@DisplayName("A server that was restored from a backup")
@Execution(ExecutionMode.CONCURRENT)
class RestoreTest {
  private final Site site = new Site();
  private final List<Holdfast> devices = new ArrayList<>();

  @AfterEach
  void end() {
    devices.forEach(Holdfast::close);
    site.end();
  }

  @Test
  @DisplayName("gets back what devices had sent, once, and they hold what it has")
  void comesBackTogether() throws Exception {
    site.up();
    Holdfast alice = device("alice", "alice");
    Holdfast sue = device("sue", "sue");
    Holdfast suesSecond = device("sue", "sue-at-home");
    Object before = name(alice);
    UUID inspection = planned(alice);
    alice.perform(inspection, "arrive", Map.of());
    alice.sync();
    site.down();
    Path backup = site.backup();
    site.up();

    alice.perform(inspection, "record", Map.of("condition", "poor", "defects", 3L));
    alice.perform(inspection, "submit", Map.of());
    site.change("UPDATE demo.airport SET name = 'Lost' WHERE iata = 'SIT'");
    alice.sync();
    assertThat(name(alice)).isEqualTo("Lost");
    completedByBoth(inspection, sue, suesSecond);
    site.down();
    UUID created = alice.create("inspection", Map.of("site", "SIT")).caseId();
    site.restore(backup);
    site.up();

    SyncResult sync = alice.sync();
    assertThat(sync.kind()).isEqualTo(SyncResult.Kind.DELTA);
    assertThat(sync.healed()).as("nothing was damaged").isEmpty();
    assertThat(sync.pending()).isZero();
    assertThat(name(alice)).isEqualTo(before);
    assertThat(historyOf(inspection)).containsOnlyOnce("arrive", "record", "submit");
    assertThat(historyOf(created)).hasSize(1);

    // Whoever comes first completes it, as ever: it was the other one in the time that is lost.
    assertThat(suesSecond.sync().up().parked()).isZero();
    assertThat(sue.sync().up().parked()).isEqualTo(1);
    assertThat(historyOf(inspection)).containsOnlyOnce("arrive", "record", "submit");
    assertThat(site.number("SELECT count(*) FROM holdfast.issue")).isEqualTo(1);
    for (Holdfast device : devices) {
      device.sync();
      assertThat(device.sync().kind()).isEqualTo(SyncResult.Kind.NONE);
      assertThat(device.verify().match()).isTrue();
      CaseView shown = device.show(inspection).orElseThrow();
      assertThat(shown.completed()).isTrue();
      assertThat(shown.fields()).containsEntry("condition", "poor");
    }
    JsonNode proof =
        site.admin("case", "history", inspection.toString(), "--verify").exits(0).json();
    assertThat(proof.findValuesAsText("verified")).isNotEmpty().containsOnly("true");
    Site.tell("restored: alice's first sync afterwards: " + sync);
  }

  /** One completes it, the other's submission is parked. */
  private static void completedByBoth(UUID inspection, Holdfast first, Holdfast second) {
    first.sync();
    second.sync();
    first.perform(inspection, "approve", Map.of());
    second.perform(inspection, "approve", Map.of());
    first.sync();
    assertThat(second.sync().up().parked()).isEqualTo(1);
    first.sync();
  }

  private Holdfast device(String user, String name) {
    Holdfast device = site.device(user, name);
    devices.add(device);
    device.sync();
    return device;
  }

  private static @Nullable Object name(Holdfast device) {
    return device.query("SELECT name FROM airport WHERE iata = 'SIT'").get(0).get("name");
  }

  private List<String> historyOf(UUID inspection) {
    return site.admin("case", "history", inspection.toString())
        .exits(0)
        .json()
        .findValuesAsText("action");
  }

  private static UUID planned(Holdfast device) {
    return device.cases().stream()
        .filter(c -> c.stage().equals("planned") && "alice".equals(c.assignee()))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
