package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hooks.ActionApplied;
import dev.holdfast.hooks.ActionEvent;
import dev.holdfast.hooks.ActionJudging;
import dev.holdfast.hooks.ActionParked;
import dev.holdfast.hooks.FieldChange;
import dev.holdfast.hooks.Standing;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.casework.api.ActionNews;
import dev.holdfast.server.casework.internal.Observers;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.EventDesk;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.workbasket.api.Resolution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What integrators' observers are asked and told, and what they can't break. */
class ObserversTest {
  private final IssueWork work = new IssueWork();
  private final IntakeHarness server = work.server;
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);
  private final List<ActionEvent> told = new ArrayList<>();

  private void observe(EventDesk desk) {
    TestBeans beans = server.beans();
    beans.put(
        Observers.class,
        new Observers(desk.events(), desk.container(), beans.get(ActionNews.class)));
    beans.rewire();
  }

  private EventDesk telling() {
    return new EventDesk().on(ActionApplied.class, told::add).on(ActionParked.class, told::add);
  }

  private ActionSubmission create() {
    return work.alice.act("fresh", id, "create", 0, Map.of("assignee", "alice", "note", "a"));
  }

  @Test
  void areToldOfEachActionInOrderWithWhatItDid() throws Exception {
    observe(telling());
    ActionSubmission create = create();
    ActionSubmission record =
        work.alice.following(create, "record", 1, Map.of("note", "b"), Map.of("note", "a"));

    server.submit(work.alice, create, record);

    assertThat(told).hasSize(2);
    ActionApplied opened = (ActionApplied) told.get(0);
    assertThat(opened.action().id()).isEqualTo(create.id());
    assertThat(opened.action().user()).isEqualTo("alice");
    assertThat(opened.action().device()).isEqualTo(work.alice.caller().device());
    assertThat(opened.action().application()).isEqualTo("inspection-test");
    assertThat(opened.effect().before()).isNull();
    assertThat(opened.effect().after()).isEqualTo(new Standing("open", 1, false));
    ActionApplied changed = (ActionApplied) told.get(1);
    assertThat(changed.effect().before()).isEqualTo(new Standing("open", 1, false));
    assertThat(changed.effect().after()).isEqualTo(new Standing("open", 2, false));
    assertThat(changed.effect().changes()).containsEntry("note", new FieldChange("a", "b"));
    assertThat(changed.merged()).isFalse();
    assertThat(changed.decidedBy()).isNull();
  }

  @Test
  void areToldOnceHoweverOftenAnActionComes() throws Exception {
    observe(telling());
    ActionSubmission create = create();

    server.submit(work.alice, create);
    server.submit(work.alice, create);

    assertThat(told).hasSize(1);
  }

  @Test
  void areToldWhatWasParkedAndWhereItWaits() throws Exception {
    observe(telling());

    ActionOutcome parked = work.stale(id);

    assertThat(told).hasSize(3);
    ActionParked event = (ActionParked) told.get(2);
    assertThat(event.action().id()).isEqualTo(parked.action());
    assertThat(event.reason()).isEqualTo("stale");
    assertThat(event.messages()).isEqualTo(parked.messages());
    assertThat(event.workbasket()).isEqualTo("fresh-issues");
    assertThat(event.action().fields()).containsEntry("note", "mine");
  }

  @Test
  void areToldWhatAPersonDecided() throws Exception {
    ActionOutcome parked = work.stale(id);
    observe(telling());

    work.resolve(IssueWork.ADMIN, parked, Resolution.APPLY, Map.of());

    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            ActionApplied.class,
            applied -> {
              assertThat(applied.action().id()).isEqualTo(parked.action());
              assertThat(applied.action().user()).isEqualTo("alice");
              assertThat(applied.decidedBy()).isEqualTo(IssueWork.ADMIN.name());
              assertThat(applied.effect().after().version()).isEqualTo(3);
            });
  }

  @Test
  void vetoAnActionWhichIsParkedWithTheirMessagesAndWhatFollowsItWaits() throws Exception {
    server.submit(work.alice, create());
    observe(telling().on(ActionJudging.class, ObserversTest::againstB));
    ActionSubmission vetoed = work.alice.act("fresh", id, "record", 1, Map.of("note", "b"));
    ActionSubmission behind =
        work.alice.following(vetoed, "record", 1, Map.of("note", "c"), Map.of("note", "b"));

    List<ActionOutcome> outcomes = server.submit(work.alice, vetoed, behind);

    assertThat(outcomes.get(0).reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(outcomes.get(0).messages()).containsExactly("No b here", "Ask the ledger");
    assertThat(outcomes.get(1).reason()).isEqualTo(ParkReason.FOLLOWS_PARKED);
    assertThat(look.field("note")).isEqualTo("a");
    assertThat(told).allMatch(ActionParked.class::isInstance).hasSize(2);
    assertThat(work.stored(outcomes.get(0), "reason")).isEqualTo("not-allowed");
  }

  private static void againstB(ActionJudging judging) {
    FieldChange note = judging.effect().changes().get("note");
    if (note != null && "b".equals(note.to())) {
      judging.veto("No b here");
      judging.veto("Ask the ledger");
    }
  }

  @Test
  void vetoADecisionWhichIsRefusedWithTheirMessages() throws Exception {
    ActionOutcome parked = work.stale(id);
    observe(
        telling()
            .on(ActionJudging.class, judging -> judging.veto("Not by " + judging.decidedBy())));

    IssueWork.assertRefused(
        ErrorCode.INVALID, () -> work.resolve(IssueWork.ADMIN, parked, Resolution.APPLY, Map.of()));

    assertThat(look.version()).isEqualTo(2);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest(name = "SQLSTATE {0}")
  @NullSource
  @ValueSource(strings = {"08006", "53300"})
  void whoseOwnDatabaseIsAwayParkTheActionAndNoOther(@Nullable String state) throws Exception {
    assertParksOnlyTheFirst(
        new EventDesk()
            .on(ActionJudging.class, judging -> askTheLedger(judging.action().caseId(), state)));
  }

  @ParameterizedTest(name = "SQLSTATE {0}")
  @NullSource
  @ValueSource(strings = {"08006", "53300"})
  void whoseOwnDatabaseIsAwayWhenTheyAreToldDoTheSame(@Nullable String state) throws Exception {
    assertParksOnlyTheFirst(
        new EventDesk()
            .on(ActionApplied.class, applied -> askTheLedger(applied.action().caseId(), state)));
  }

  private void askTheLedger(UUID caseId, @Nullable String state) {
    if (caseId.equals(id)) {
      throw new DatabaseException(new SQLException("the ledger is away", state));
    }
  }

  @Test
  void thatThrowParkTheActionAsFailedAndNoOther() throws Exception {
    assertParksOnlyTheFirst(
        new EventDesk()
            .on(
                ActionJudging.class,
                judging -> {
                  if (judging.action().caseId().equals(id)) {
                    throw new IllegalStateException("the ledger is closed");
                  }
                })
            .on(
                ActionParked.class,
                parked -> {
                  throw new IllegalStateException("this one, too");
                }));
  }

  private void assertParksOnlyTheFirst(EventDesk desk) throws Exception {
    UUID other = UUID.randomUUID();
    observe(desk);

    List<ActionOutcome> outcomes =
        server.submit(
            work.alice,
            create(),
            work.alice.act("fresh", other, "create", 0, Map.of("assignee", "alice")));

    assertThat(outcomes.get(0).reason()).isEqualTo(ParkReason.FAILED);
    assertThat(outcomes.get(0).issue()).isNotNull();
    assertThat(outcomes.get(0).messages()).singleElement().asString().contains("incident");
    assertThat(outcomes.get(1).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(new CaseLook(server, other).version()).isEqualTo(1);
  }
}
