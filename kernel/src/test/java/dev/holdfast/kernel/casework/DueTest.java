package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DueTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456Z");
  private static final Instant SINCE = Instant.parse("2026-11-23T08:00:00.123Z");
  private static final CaseType VISIT = Demo.at(Visits.logic().definition().cases(), "visit");
  private final CaseEngine engine = new CaseEngine(Visits.logic(), RowLookup.none());

  @Test
  void whatComesFirstOfStageAndCaseCounts() {
    CaseState planned = done(null, "plan", Visits.PIA, NOW);
    CaseState begun = done(planned, "begin", Visits.NORA, NOW.plus(Duration.ofHours(1)));

    assertThat(Due.of(VISIT, planned))
        .isEqualTo(new Due(SINCE.plus(Duration.ofHours(1)), SINCE.plus(Duration.ofHours(4))));
    assertThat(Due.of(VISIT, begun))
        .as("of the whole case, for the stage has no goal and a later deadline")
        .isEqualTo(new Due(SINCE.plus(Duration.ofDays(2)), SINCE.plus(Duration.ofDays(3))));
  }

  @Test
  void aCaseIsOverdueAfterItsDeadlineAndNotAtIt() {
    Due due = Due.of(VISIT, done(null, "plan", Visits.PIA, NOW));
    Instant deadline = SINCE.plus(Duration.ofHours(4));

    assertThat(due.isOverdueAt(deadline)).isFalse();
    assertThat(due.isOverdueAt(deadline.plusMillis(1))).isTrue();
  }

  @Test
  void aCompletedCaseIsNeverDue() {
    CaseState begun = done(done(null, "plan", Visits.PIA, NOW), "begin", Visits.NORA, NOW);

    assertThat(Due.of(VISIT, done(begun, "end", Visits.NORA, NOW))).isEqualTo(Due.NEVER);
  }

  @Test
  void anActionInTheStageDoesNotStartItAnew() {
    CaseState planned = done(null, "plan", Visits.PIA, NOW);

    assertThat(done(planned, "take", Visits.NORA, NOW.plusSeconds(999)).context())
        .isEqualTo(planned.context());
  }

  @Test
  void aClockThatIsBehindBringsNoCaseIntoAStageBeforeTheLastOne() {
    CaseState planned = done(null, "plan", Visits.PIA, NOW);
    CaseState begun = done(planned, "begin", Visits.NORA, NOW.minus(Duration.ofDays(365)));

    assertThat(begun.context().stageSince()).isEqualTo(SINCE);
  }

  @Test
  void nothingWasDoneAfterTheServersPresent() {
    CaseState planned = done(null, "plan", Visits.PIA, NOW.plus(Duration.ofDays(365)));
    CaseContext bounded = planned.context().notAfter(NOW);

    assertThat(bounded.openedAt()).isEqualTo(SINCE);
    assertThat(bounded.stageSince()).isEqualTo(SINCE);
    assertThat(bounded.worklist()).isEqualTo("north");
  }

  private CaseState done(@Nullable CaseState current, String action, User user, Instant now) {
    Map<String, @Nullable Object> fields = current == null ? Map.of("worklist", "north") : Map.of();
    ActionRequest request = new ActionRequest(Submissions.CASE, "visit", action, fields);
    Performance performance = engine.perform(current, request, user, now);
    return ((Performance.Performed) performance).after();
  }
}
