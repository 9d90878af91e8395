package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseContext;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Due;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.casework.api.Cases.CaseFilter;
import dev.holdfast.server.casework.internal.CasesBean;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.StubPackages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is due, as lists of cases say it. */
class DueListTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Caller ADMIN =
      new Caller(new User("admin", Set.of(Caller.ADMINISTRATOR), Map.of()), null);

  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final CasesBean cases =
      new CasesBean(server.jdbc(), StubPackages.packages(), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void whatIsOverdueIsFoundTheLongestFirst() throws Exception {
    UUID late = opened(Duration.ofHours(73), Duration.ofHours(73));
    UUID later = begun(Duration.ofDays(11), Duration.ofHours(1));
    UUID fine = opened(Duration.ofHours(71), Duration.ofHours(71));
    UUID closed = begun(Duration.ofDays(50), Duration.ofDays(50));
    server.submitOne(alice, alice.act("shared", closed, "close", 2, Map.of()));
    server.create(alice, UUID.randomUUID(), "last", Map.of("assignee", "alice"));

    assertThat(list(true)).extracting(CaseView::id).containsExactly(later, late);
    assertThat(list(true)).allMatch(CaseView::overdue);
    assertThat(list(false)).hasSize(5).extracting(CaseView::id).startsWith(later, late, fine);
    assertThat(cases.find(ADMIN, closed).orElseThrow().due()).isEqualTo(Due.NEVER);
  }

  @Test
  void theListSaysWhatTheEngineSays() throws Exception {
    opened(Duration.ofHours(1), Duration.ofHours(1));
    begun(Duration.ofDays(9), Duration.ofHours(1));
    begun(Duration.ofDays(10), Duration.ofMinutes(1));
    CaseType type =
        Objects.requireNonNull(
            StubPackages.packages()
                .active("inspection-test")
                .orElseThrow()
                .definition()
                .cases()
                .get("shared"));

    for (CaseView view : list(false)) {
      CaseState state =
          new CaseState(view.id(), "shared", view.stage(), view.completed(), 1, null, Map.of())
              .with(context(view.id()));
      assertThat(view.due()).isEqualTo(Due.of(type, state));
    }
  }

  @Test
  void aCaseOfBeforeTimesWereKeptCountsFromWhenItWasMadeAndChanged() throws Exception {
    UUID old = begun(Duration.ofDays(1), Duration.ofDays(1));
    server
        .jdbc()
        .update(
            "UPDATE holdfast.case_file SET opened_at = NULL, stage_since = NULL, created_at = ?,"
                + " changed_at = ? WHERE id = ?",
            NOW.minus(Duration.ofDays(2)),
            NOW.minus(Duration.ofHours(1)),
            old);

    assertThat(cases.find(ADMIN, old).orElseThrow().due())
        .isEqualTo(new Due(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofHours(11))));
  }

  private List<CaseView> list(boolean overdue) throws RefusedException {
    return cases
        .list(
            ADMIN,
            new CaseFilter(null, null, null, null, null, overdue, null, null),
            new PageRequest(0, 10, "due", false))
        .items();
  }

  private UUID opened(Duration ago, Duration inStage) throws RefusedException {
    UUID id = UUID.randomUUID();
    server.create(alice, id, "shared", Map.of("assignee", "alice"));
    since(id, ago, inStage);
    return id;
  }

  private UUID begun(Duration ago, Duration inStage) throws RefusedException {
    UUID id = opened(ago, inStage);
    server.submitOne(alice, alice.act("shared", id, "begin", 1, Map.of()));
    since(id, ago, inStage);
    return id;
  }

  private void since(UUID id, Duration ago, Duration inStage) {
    server
        .jdbc()
        .update(
            "UPDATE holdfast.case_file SET opened_at = ?, stage_since = ? WHERE id = ?",
            NOW.minus(ago),
            NOW.minus(inStage),
            id);
  }

  private CaseContext context(UUID id) {
    CaseLook look = new CaseLook(server, id);
    return new CaseContext(
        null,
        null,
        Instant.parse(look.column("(to_json(opened_at AT TIME ZONE 'UTC') #>> '{}') || 'Z'")),
        Instant.parse(look.column("(to_json(stage_since AT TIME ZONE 'UTC') #>> '{}') || 'Z'")));
  }
}
