package dev.holdfast.it.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Observers in a jar in lib/ of the EAR")
class ObserversTest extends ServerTest {
  private final JobPackage jobs = new JobPackage(unique("ledger"));
  private final TestUser worker = jobs.worker();
  private final TestDevice device = device(worker);

  @BeforeAll
  static void ledger() {
    sql(
        "CREATE SCHEMA ledger",
        "CREATE TABLE ledger.booked (action uuid, stage text)",
        "CREATE TABLE ledger.announced (action uuid, stage text)");
  }

  private static List<String> stages(String table, UUID action) {
    return query("SELECT stage FROM ledger." + table + " WHERE action = ?", action).stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  @Test
  @DisplayName("write with the action that they hear of, and hear of it after its commit")
  void told() {
    ActionSubmission begin = jobs.begin(worker);

    device.submit(begin);

    assertThat(stages("booked", begin.id())).containsExactly("open");
    while (stages("announced", begin.id()).isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(stages("announced", begin.id())).containsExactly("open");
  }

  @Test
  @DisplayName("veto an action, which is parked with what they say")
  void veto() {
    ActionSubmission begin = jobs.begin(worker);
    ActionSubmission end =
        jobs.action(begin.caseId(), "end", 1, Map.of("note", "not in the ledger"));

    ActionOutcome outcome = device.submit(begin, end).get(1);

    assertThat(outcome.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(outcome.messages())
        .containsExactly("The ledger has no entry for this job. Make one first.");
    assertThat(stages("booked", begin.id())).containsExactly("open");
    assertThat(stages("booked", end.id())).isEmpty();
  }
}
