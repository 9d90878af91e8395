package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.testing.FieldWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is not applied: for which reasons, and that it is kept. */
class IntakeParkedTest {
  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final FieldWork bob = new FieldWork("bob");
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);

  @Test
  void staleIsParkedWhereTheTypeSaysSoOrTheField() throws Exception {
    server.submit(alice, alice.act("fresh", id, "create", 0, Map.of("assignee", "alice")));
    server.submit(alice, alice.act("fresh", id, "record", 1, Map.of("note", "a")));
    FieldWork second = new FieldWork("alice");

    ActionOutcome outcome =
        server.submitOne(second, second.act("fresh", id, "record", 1, Map.of("note", "b")));

    assertParked(outcome, ParkReason.STALE);
    assertThat(look.field("note")).isEqualTo("a");
    assertThat(look.history().get(2).changes()).containsEntry("note", new Change(null, "b"));
    assertThat(issue(outcome, "workbasket")).isEqualTo("fresh-issues");
  }

  @Test
  void theFirstToCompleteWinsAndTheSecondIsParked() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC", "condition", "good"));
    server.submit(alice, alice.act("merging", id, "close", 1, Map.of()));

    ActionOutcome outcome = server.submitOne(bob, bob.act("merging", id, "close", 1, Map.of()));

    assertParked(outcome, ParkReason.ALREADY_COMPLETED);
    assertThat(look.version()).isEqualTo(2);
  }

  @Test
  void whatIsOutOfTheUsersScopeIsNotAvailable() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC"));
    FieldWork texan =
        new FieldWork(new User("tex", Set.of("inspector"), Map.of("states", List.of("TX"))));

    assertParked(
        server.submitOne(texan, texan.act("merging", id, "record", 1, Map.of("defects", 9))),
        ParkReason.NOT_AVAILABLE);
    assertParked(
        server.submitOne(alice, alice.act("merging", UUID.randomUUID(), "record", 1, Map.of())),
        ParkReason.NOT_AVAILABLE);
    assertParked(
        server.submitOne(alice, alice.act("last", id, "record", 1, Map.of("note", "x"))),
        ParkReason.NOT_AVAILABLE);
    assertThat(look.field("defects")).isNull();
  }

  @Test
  void aReferenceToARowThatTheUserDoesNotCarryIsRefusedAsOnTheDevice() throws Exception {
    ActionOutcome outcome =
        server.submitOne(alice, alice.act("merging", id, "create", 0, Map.of("site", "DFW")));

    assertParked(outcome, ParkReason.NOT_ALLOWED);
    assertThat(outcome.messages()).anyMatch(m -> m.contains("there is no airport 'DFW'"));
  }

  @Test
  void guardsAndRolesAreEnforcedWithEveryMessage() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC"));

    ActionOutcome guard = server.submitOne(alice, alice.act("merging", id, "close", 1, Map.of()));
    ActionOutcome role = server.submitOne(alice, alice.act("merging", id, "approve", 1, Map.of()));

    assertParked(guard, ParkReason.NOT_ALLOWED);
    assertThat(guard.messages()).containsExactly("Give the condition first");
    assertParked(role, ParkReason.NOT_ALLOWED);
  }

  @Test
  void followersOfAParkedActionParkBehindItAndNothingElseDoes() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC"));
    ActionSubmission close = alice.act("merging", id, "close", 1, Map.of());
    ActionSubmission behind = alice.following(close, "record", 1, Map.of("defects", 1), Map.of());
    ActionSubmission later = alice.following(behind, "record", 1, Map.of("defects", 2), Map.of());
    UUID otherCase = UUID.randomUUID();
    ActionSubmission other = alice.act("merging", otherCase, "create", 0, Map.of("site", "FAI"));

    List<ActionOutcome> outcomes = server.submit(alice, close, behind, other);
    ActionOutcome last = server.submitOne(alice, later);

    assertParked(outcomes.get(0), ParkReason.NOT_ALLOWED);
    assertParked(outcomes.get(1), ParkReason.FOLLOWS_PARKED);
    assertThat(outcomes.get(2).outcome()).isEqualTo(Outcome.APPLIED);
    assertParked(last, ParkReason.FOLLOWS_PARKED);
    assertThat(issue(last, "behind_action")).isEqualTo(behind.id().toString());
  }

  @Test
  void whatCannotBeReadIsParkedRawOnceAndDoesNotStopTheRest() throws Exception {
    var odd = WireJson.mapper().readTree("{\"what\":[1.5,{\"is\":\"\\u0000\"}]}");
    var newer = FieldWork.json(alice.act("merging", id, "create", 0, Map.of("site", "ANC")));
    ((ObjectNode) newer).put("invented", "later");
    var good = FieldWork.json(alice.act("merging", id, "create", 0, Map.of("site", "ANC")));
    ActionBatch batch = new ActionBatch(List.of(odd, newer, good));

    List<ActionOutcome> outcomes = server.intake().submit(alice.caller(), batch).outcomes();
    List<ActionOutcome> again = server.intake().submit(alice.caller(), batch).outcomes();

    assertParked(outcomes.get(0), ParkReason.UNREADABLE);
    assertParked(outcomes.get(1), ParkReason.UNREADABLE);
    assertThat(outcomes.get(2).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(again).isEqualTo(outcomes);
    assertThat(server.count("issue")).isEqualTo(2);
    assertThat(issue(outcomes.get(0), "payload")).contains("\\u0000");
  }

  @Test
  void anotherActionUnderAKnownIdIsParkedNotLostAndTellsNothingOfTheFirst() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC"));
    ActionSubmission first = alice.act("merging", id, "record", 1, Map.of("defects", 1));
    server.submit(alice, first);
    ActionSubmission changed = withFields(first, Map.of("defects", 7));

    ActionOutcome mine = server.submitOne(alice, changed);
    ActionOutcome again = server.submitOne(alice, changed);
    ActionOutcome foreign = server.submitOne(bob, first);

    assertParked(mine, ParkReason.UNREADABLE);
    assertThat(mine.action()).isEqualTo(first.id());
    assertThat(again).isEqualTo(mine);
    assertParked(foreign, ParkReason.UNREADABLE);
    assertThat(look.field("defects")).isEqualTo("1");
    assertThat(issue(mine, "payload")).contains("\"defects\":7");
  }

  private static ActionSubmission withFields(ActionSubmission a, Map<String, Object> fields) {
    return new ActionSubmission(
        a.id(),
        a.sequence(),
        a.application(),
        a.packageVersion(),
        a.caseId(),
        a.type(),
        a.name(),
        fields,
        new HashMap<>(a.base()),
        a.baseVersion(),
        a.baseMark(),
        a.follows(),
        a.performedAt(),
        a.clockOffsetMillis());
  }

  private void assertParked(ActionOutcome outcome, ParkReason reason) {
    assertThat(outcome.outcome()).as("%s", outcome).isEqualTo(Outcome.PARKED);
    assertThat(outcome.reason()).isEqualTo(reason);
    assertThat(outcome.issue()).isNotNull();
    assertThat(outcome.messages()).isNotEmpty();
    assertThat(outcome.version()).isZero();
    assertThat(issue(outcome, "reason")).isEqualTo(reason.code());
  }

  private String issue(ActionOutcome outcome, String column) {
    return server
        .jdbc()
        .one(
            "SELECT " + column + " FROM holdfast.issue WHERE id = ?",
            row -> row.getString(1),
            outcome.issue())
        .orElseThrow();
  }
}
