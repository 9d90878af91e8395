package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.ParkReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorklistsTest {
  private static final UUID ID = Submissions.CASE;
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private final CaseEngine engine = new CaseEngine(Visits.logic(), RowLookup.none());

  @Test
  void aMemberClaimsACaseThatNobodyHas() {
    CaseState planned = done(null, "plan", Map.of("worklist", "north"), Visits.PIA).after();
    Performance.Performed taken = done(planned, "take", Map.of(), Visits.NORA);

    assertThat(planned.context().worklist()).isEqualTo("north");
    assertThat(taken.after().assignee()).isEqualTo("nora");
    assertThat(taken.after().context().worklist()).isEqualTo("north");
    assertThat(taken.changes()).isEqualTo(Map.of("assignee", new Change(null, "nora")));
    assertThat(done(taken.after(), "take", Map.of(), Visits.NORA).changes()).isEmpty();
  }

  @Test
  void onlyAMemberClaimsAndOnlyWhatNobodyElseHas() {
    CaseState free = planned(Map.of());
    CaseState north = planned(Map.of("worklist", "north"));
    CaseState south = planned(Map.of("worklist", "south"));
    CaseState taken = done(north, "take", Map.of(), Visits.NILS).after();

    assertThat(codes(free, "take", Visits.NORA)).containsExactly("no-worklist");
    assertThat(codes(south, "take", Visits.NORA)).containsExactly("not-a-member");
    assertThat(codes(north, "take", Visits.PIA)).containsExactly("not-a-member");
    assertThat(refusal(taken, "take", Visits.NORA))
        .containsExactly("nils has claimed the case, or was given it, before you.");
  }

  @ParameterizedTest
  @CsvSource({
    "release, , , , south",
    "move, north, , , north",
    "move, south, nils, nils, south",
    "move, '', , nora, ",
  })
  void puttingACaseOnAWorklistTakesItFromItsAssigneeUnlessOneIsNamed(
      String action,
      @Nullable String worklist,
      @Nullable String assignee,
      @Nullable String whose,
      @Nullable String where) {
    CaseState taken =
        done(planned(Map.of("worklist", "north")), "take", Map.of(), Visits.NORA).after();
    Map<String, @Nullable Object> fields = new HashMap<>();
    if (worklist != null) {
      fields.put("worklist", worklist.isEmpty() ? null : worklist);
    }
    if (assignee != null) {
      fields.put("assignee", assignee);
    }

    CaseState after =
        done(taken, action, fields, action.equals("move") ? Visits.PIA : Visits.NORA).after();

    assertThat(after.assignee()).isEqualTo(whose);
    assertThat(after.context().worklist()).isEqualTo(where);
  }

  @Test
  void noOtherWorklistThanTheDeclaredOnesIsTaken() {
    assertThat(engine.perform(null, request("plan", Map.of("worklist", "west")), Visits.PIA, NOW))
        .isInstanceOfSatisfying(
            Performance.Refused.class,
            refused ->
                assertThat(refused.messages()).extracting(Message::code).containsExactly("choice"));
  }

  @Test
  void ofTwoWhoClaimTheSecondIsParkedAndReadsWhoHasIt() {
    CaseState taken =
        done(planned(Map.of("worklist", "north")), "take", Map.of(), Visits.NILS).after();

    for (String policy : List.of("last-writer-wins", "merge-fields")) {
      assertThat(late(taken, policy))
          .isInstanceOfSatisfying(
              Judgement.Parked.class,
              parked -> {
                assertThat(parked.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
                assertThat(parked.messages()).extracting(Message::code).containsExactly("claimed");
              });
    }
    assertThat(late(taken, "park-if-stale"))
        .isInstanceOfSatisfying(
            Judgement.Parked.class,
            parked -> {
              assertThat(parked.reason()).isEqualTo(ParkReason.STALE);
              assertThat(parked.messages())
                  .extracting(Message::code)
                  .containsExactly("claimed", "stale");
            });
  }

  private static Judgement late(CaseState current, String policy) {
    CompiledPackage logic = Visits.logic("conflict: last-writer-wins", "conflict: " + policy);
    return new Judge(logic, RowLookup.none())
        .judge(
            new Situation(current, true, false),
            Understanding.of(
                Submissions.in(
                    "visits", Submissions.of("take", "1.0.0", Map.of("note", "mine"), Map.of()))),
            Visits.NORA);
  }

  @Test
  void aMembersDevicesCarryTheCasesOfTheWorklist() {
    assertThat(Buckets.of(Visits.logic().definition(), "visit", Visits.NILS))
        .extracting(BucketName::terms)
        .containsExactly("assignee=nils", "worklist=south", "worklist=north");
  }

  @Test
  void rulesSeeTheWorklist() {
    assertThat(codes(planned(Map.of("worklist", "south")), "begin", Visits.NORA))
        .containsExactly("guard");
    assertThat(done(planned(Map.of("worklist", "north")), "begin", Map.of(), Visits.NORA).after())
        .extracting(CaseState::stage)
        .isEqualTo("begun");
  }

  private CaseState planned(Map<String, Object> fields) {
    return done(null, "plan", fields, Visits.PIA).after();
  }

  private Performance.Performed done(
      @Nullable CaseState current,
      String action,
      Map<String, ? extends @Nullable Object> fields,
      User user) {
    return (Performance.Performed) engine.perform(current, request(action, fields), user, NOW);
  }

  private List<String> codes(CaseState current, String action, User user) {
    return refused(current, action, user).stream().map(Message::code).toList();
  }

  private List<String> refusal(CaseState current, String action, User user) {
    return refused(current, action, user).stream().map(Message::text).toList();
  }

  private List<Message> refused(CaseState current, String action, User user) {
    Performance performance = engine.perform(current, request(action, Map.of()), user, NOW);
    return ((Performance.Refused) performance).messages();
  }

  private static ActionRequest request(
      String action, Map<String, ? extends @Nullable Object> fields) {
    return new ActionRequest(ID, "visit", action, new HashMap<>(fields));
  }
}
