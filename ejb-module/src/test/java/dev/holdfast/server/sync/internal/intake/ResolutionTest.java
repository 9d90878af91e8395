package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a parked action to its end: what people see of it, decide, and what the device is told. */
class ResolutionTest {

  private final IssueWork work = new IssueWork();
  private final IntakeHarness server = work.server;
  private final Workbasket workbasket = work.workbasket;
  private final FieldWork alice = work.alice;
  private final FieldWork other = work.other;
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);

  @Test
  void anIssueShowsBaseMineAndTheirsAndWhatIsPossible() throws Exception {
    ActionOutcome parked = work.stale(id);

    IssueDetail detail = work.detail(ADMIN, parked);

    assertThat(detail.fields())
        .containsExactly(new IssueDetail.FieldComparison("note", "a", "mine", "theirs"));
    assertThat(detail.caseVersion()).isEqualTo(2);
    assertThat(detail.choices())
        .containsExactly(
            Resolution.APPLY,
            Resolution.EDIT,
            Resolution.NEW_CASE,
            Resolution.RETURN,
            Resolution.DISCARD);
    assertThat(detail.issue().status()).isEqualTo("open");
    assertThat(detail.payload()).contains("\"mine\"");
  }

  @Test
  void applyTakesEffectOnThePresentStateOnceAndReachesTheDevice() throws Exception {
    ActionOutcome parked = work.stale(id);

    IssueView resolved = work.resolve(ADMIN, parked, Resolution.APPLY, Map.of());

    assertThat(resolved.status()).isEqualTo("resolved");
    assertThat(resolved.resolution()).isEqualTo("apply");
    assertThat(look.field("note")).isEqualTo("mine");
    HistoryEntry last = look.last();
    assertThat(last.action()).isEqualTo("resolve:apply");
    assertThat(last.user()).isEqualTo("root");
    assertThat(last.device()).isNull();
    assertThat(last.version()).isEqualTo(3);
    assertThat(last.reason()).isEqualTo("because");
    assertThat(work.stored(parked, "outcome")).isEqualTo("applied");
    assertThat(work.stored(parked, "reason")).isEqualTo("stale");
    assertThat(work.stored(parked, "version")).isEqualTo("3");
    assertThat(work.stored(parked, "messages")).contains("Applied by root: because");
    assertRefused(
        ErrorCode.CONFLICT, () -> work.resolve(ADMIN, parked, Resolution.DISCARD, Map.of()));
  }

  @Test
  void editTakesOtherValuesAlsoAsTheyAreTyped() throws Exception {
    server.submit(
        alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC", "condition", "good")));
    ActionOutcome parked =
        server.submitOne(
            alice, alice.act("merging", id, "record", 1, Map.of("condition", "terrible")));
    assertThat(parked.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(work.detail(ADMIN, parked).choices())
        .containsExactly(Resolution.EDIT, Resolution.RETURN, Resolution.DISCARD);

    work.resolve(ADMIN, parked, Resolution.EDIT, Map.of("condition", "poor", "defects", "3"));

    assertThat(look.field("condition")).isEqualTo("poor");
    assertThat(look.field("defects")).isEqualTo("3");
  }

  @Test
  void whatTheEngineRefusesStaysOpenWithEveryMessage() throws Exception {
    server.submit(alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC")));
    ActionOutcome parked = server.submitOne(alice, alice.act("merging", id, "close", 1, Map.of()));

    assertRefused(ErrorCode.INVALID, () -> work.resolve(ADMIN, parked, Resolution.APPLY, Map.of()));

    assertThat(work.detail(ADMIN, parked).issue().status()).isEqualTo("open");
    assertThat(work.stored(parked, "outcome")).isEqualTo("parked");
  }

  @Test
  void aCompletedCaseIsReopenedForIt() throws Exception {
    completed();
    ActionOutcome parked =
        server.submitOne(other, other.act("last", id, "record", 1, Map.of("note", "late")));
    assertThat(parked.reason()).isEqualTo(ParkReason.ALREADY_COMPLETED);

    assertRefused(ErrorCode.INVALID, () -> work.resolve(ADMIN, parked, Resolution.APPLY, Map.of()));
    work.resolve(ADMIN, parked, Resolution.REOPEN, Map.of());

    assertThat(look.field("note")).isEqualTo("late");
    assertThat(look.column("completed")).isEqualTo("f");
    assertThat(look.column("stage")).isEqualTo("open");
    HistoryEntry last = look.last();
    assertThat(last.changes())
        .containsEntry("completed", new Change(true, false))
        .containsEntry("stage", new Change("closed", "open"));
  }

  @Test
  void aNewCaseIsMadeOfItAndBothHistoriesSaySo() throws Exception {
    completed();
    ActionOutcome parked =
        server.submitOne(other, other.act("last", id, "record", 1, Map.of("note", "late")));

    work.resolve(ADMIN, parked, Resolution.NEW_CASE, Map.of());

    List<String> notes =
        server
            .jdbc()
            .list(
                "SELECT fields->>'note' FROM holdfast.case_file WHERE id <> ?",
                row -> row.getString(1),
                id);
    assertThat(notes).containsExactly("late");
    assertThat(look.last().reason()).startsWith("It became case ");
    assertThat(work.stored(parked, "outcome")).isEqualTo("applied");
  }

  @Test
  void discardAndReturnEndItWithoutEffectButInTheHistoryAndForTheDevice() throws Exception {
    ActionOutcome discarded = work.stale(id);
    ActionOutcome returned =
        server.submitOne(other, other.act("fresh", id, "record", 1, Map.of("note", "more")));

    work.resolve(ADMIN, discarded, Resolution.DISCARD, Map.of());
    work.resolve(ADMIN, returned, Resolution.RETURN, Map.of());

    assertThat(look.field("note")).isEqualTo("theirs");
    assertThat(look.history().stream().map(HistoryEntry::action).toList())
        .endsWith("resolve:discard", "resolve:return");
    assertThat(work.stored(discarded, "outcome")).isEqualTo("discarded");
    assertThat(work.stored(returned, "outcome")).isEqualTo("returned");
    assertThat(work.stored(returned, "reason")).isEqualTo("stale");
    assertThat(look.verified()).isTrue();
  }

  private void completed() throws Exception {
    server.submit(alice, alice.act("last", id, "create", 0, Map.of("assignee", "alice")));
    ActionOutcome closed = server.submitOne(alice, alice.act("last", id, "close", 1, Map.of()));
    assertThat(closed.outcome()).isEqualTo(Outcome.APPLIED);
  }
}
