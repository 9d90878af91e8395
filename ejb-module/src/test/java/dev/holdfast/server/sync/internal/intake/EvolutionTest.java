package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.hooks.ActionApplied;
import dev.holdfast.hooks.SubmittedAction;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.EventDesk;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A version that calls things otherwise comes into force, and goes again, while people work. */
@Timeout(120)
class EvolutionTest extends EvolvingTest {
  @Test
  void whatIsStoredIsWrittenAnewWithTheVersionAndStaysTheSameVersionOfTheCase() throws Exception {
    submit(created(Map.of("condition", "fair", "remarks", "ice", "weather", "snow")));
    String before = look.column("version || ' ' || changed_at");

    deploy(SECOND);

    assertThat(look.column("stage")).isEqualTo("waiting");
    assertThat(look.column("fields::text"))
        .isEqualTo(
            "{\"urgency\": \"low\", \"weather\": \"snow\", \"findings\": \"ice\", \"condition\": \"good\"}");
    assertThat(look.column("package_version")).isEqualTo("2.0.0");
    assertThat(look.column("version || ' ' || changed_at")).isEqualTo(before);
    assertThat(look.history()).hasSize(1);
    assertThat(
            server
                .jdbc()
                .one(
                    "SELECT changes::text FROM holdfast.audit_entry WHERE action = 'package-activated'"
                        + " ORDER BY at DESC LIMIT 1",
                    row -> row.getString(1)))
        .hasValueSatisfying(changes -> assertThat(changes).contains("1 in its words"));
  }

  @Test
  void anOlderActionTakesEffectInTheNewWordsAndItsBaseIsStillCurrent() throws Exception {
    submit(created(Map.of("condition", "poor")));
    deploy(THIRD);

    ActionOutcome outcome =
        submit(
            alice.act(
                "visit",
                id,
                "note",
                1,
                Map.of("condition", "fair", "remarks", "ice", "weather", "snow"),
                Map.of("condition", "poor"),
                null));

    assertThat(outcome.outcome()).as("%s", outcome).isEqualTo(Outcome.APPLIED);
    assertThat(outcome.messages()).singleElement().asString().startsWith("weather: ");
    assertThat(look.field("condition")).isEqualTo("good");
    assertThat(look.field("findings")).isEqualTo("ice");
    HistoryEntry entry = look.last();
    assertThat(entry.action()).isEqualTo("record");
    assertThat(entry.packageVersion()).isEqualTo("1.0.0");
    assertThat(entry.changes().keySet())
        .containsExactlyInAnyOrder("condition", "findings", "weather");
    assertThat(entry.changes().get("weather")).isEqualTo(new Change(null, "snow"));
    assertThat(look.verified()).isTrue();
  }

  @Test
  void aCaseThatAnOlderActionCreatesHasWhatTheNewVersionAsksFor() throws Exception {
    deploy(SECOND);

    assertThat(submit(created(Map.of("remarks", "ice"))).outcome()).isEqualTo(Outcome.APPLIED);

    assertThat(look.column("stage")).isEqualTo("waiting");
    assertThat(look.field("urgency")).isEqualTo("low");
  }

  @Test
  void whatCanNotBeSaidIsParkedAsOldLogicAndTheRestOfItsChainBehindIt() throws Exception {
    submit(created(Map.of()));
    deploy(SECOND);
    ActionSubmission poor = alice.act("visit", id, "note", 1, Map.of("condition", "poor"));

    List<ActionOutcome> outcomes =
        server.submit(
            alice,
            poor,
            alice.following(poor, "note", 1, Map.of("remarks", "ice"), Map.of()),
            alice.act("visit", id, "ping", 1, Map.of()));

    assertThat(outcomes)
        .extracting(ActionOutcome::reason)
        .containsExactly(ParkReason.OLD_LOGIC, ParkReason.FOLLOWS_PARKED, ParkReason.OLD_LOGIC);
    assertThat(outcomes.get(0).messages())
        .singleElement()
        .asString()
        .contains("1.0.0", "'poor' of condition", "2.0.0", "good, bad, closed");
    assertThat(outcomes.get(2).messages()).singleElement().asString().contains("'ping'");
  }

  @Test
  void anIssueIsUnderstoodByTheVersionThatIsInForceWhenItIsDecidedOn() throws Exception {
    submit(created(Map.of()));
    deploy(SECOND);
    ActionOutcome parked =
        submit("1.0.0", "note", 1, Map.of("condition", "poor", "remarks", "ice"));
    assertThat(work.detail(ADMIN, parked).fields())
        .extracting(FieldComparison::field, FieldComparison::mine)
        .containsExactly(tuple("condition", "poor"), tuple("findings", "ice"));
    assertRefused(ErrorCode.INVALID, () -> work.resolve(ADMIN, parked, Resolution.APPLY, Map.of()));

    deploy(THIRD);
    work.resolve(ADMIN, parked, Resolution.APPLY, Map.of());

    assertThat(look.field("condition")).isEqualTo("bad");
    assertThat(look.field("findings")).isEqualTo("ice");
    assertThat(look.last().packageVersion()).isEqualTo("1.0.0");
  }

  @Test
  void observersAreToldOfADecisionInTheWordsOfTheVersionThatIsInForce() throws Exception {
    submit(created(Map.of()));
    deploy(SECOND);
    ActionOutcome parked =
        submit("1.0.0", "note", 1, Map.of("condition", "poor", "remarks", "ice"));
    deploy(THIRD);
    List<ActionApplied> told = new ArrayList<>();
    EventDesk desk = new EventDesk().on(ActionApplied.class, told::add);
    observing(desk);

    work.resolve(ADMIN, parked, Resolution.APPLY, Map.of());

    SubmittedAction action = told.get(0).action();
    assertThat(action.name()).isEqualTo("record");
    assertThat(action.fields())
        .isEqualTo(Map.<String, Object>of("condition", "bad", "findings", "ice"));
    assertThat(action.packageVersion()).isEqualTo("1.0.0");
    assertThat(told.get(0).effect().changes()).containsKeys("condition", "findings");
  }

  @Test
  void whoDecidesSaysWhatTheVersionCanNot() throws Exception {
    submit(created(Map.of()));
    deploy(SECOND);
    ActionOutcome parked =
        submit("1.0.0", "note", 1, Map.of("condition", "poor", "remarks", "ice", "odd", "x"));
    assertThat(parked.reason()).isEqualTo(ParkReason.OLD_LOGIC);
    assertRefused(
        ErrorCode.INVALID,
        () -> work.resolve(ADMIN, parked, Resolution.EDIT, Map.of("condition", "bad")));

    Map<String, @Nullable Object> edits = new HashMap<>(Map.of("condition", "bad"));
    edits.put("odd", null);
    work.resolve(ADMIN, parked, Resolution.EDIT, edits);

    assertThat(look.field("condition")).isEqualTo("bad");
    assertThat(look.field("findings")).isEqualTo("ice");
  }

  @Test
  void theWayBackTakesCasesAndActionsAlong() throws Exception {
    submit(created(Map.of("condition", "fair", "remarks", "ice", "weather", "snow")));
    deploy(SECOND);
    submit("2.0.0", "record", 1, Map.of("urgency", "high"));

    activate("1.0.0");

    assertThat(look.column("stage")).isEqualTo("open");
    assertThat(look.field("remarks")).isEqualTo("ice");
    assertThat(look.field("urgency")).as("is not lost").isEqualTo("high");
    assertThat(submit("2.0.0", "record", 2, Map.of("findings", "more")).outcome())
        .isEqualTo(Outcome.APPLIED);
    assertThat(submit("1.0.0", "note", 3, Map.of("weather", "rain")).outcome())
        .isEqualTo(Outcome.APPLIED);
    assertThat(look.field("remarks")).isEqualTo("more");
    ActionOutcome ambiguous = submit("2.0.0", "record", 4, Map.of("condition", "good"));
    assertThat(ambiguous.reason()).isEqualTo(ParkReason.OLD_LOGIC);
    assertThat(ambiguous.messages()).singleElement().asString().contains("good or fair");
    ActionOutcome unknown = submit("2.0.0", "record", 4, Map.of("urgency", "low"));
    assertThat(unknown.reason()).isEqualTo(ParkReason.OLD_LOGIC);

    activate("2.0.0");
    assertThat(look.field("urgency")).isEqualTo("high");
    assertThat(look.field("findings")).isEqualTo("more");
  }

  @Test
  void theAuthorIsToldWhatAVersionLeavesOpen() {
    List<Finding> warnings = deploy(SECOND);

    assertThat(warnings).extracting(Finding::code).containsOnly("no-remedy");
    assertThat(warnings)
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.message()).contains("'poor'");
              assertThat(SECOND.lines().toList().get(warning.line() - 1).strip())
                  .startsWith("condition:");
            });
    assertThat(deploy(THIRD)).isEmpty();
  }
}
