package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.testing.FieldWork;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final FieldWork bob = new FieldWork("bob");
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);

  @Test
  void anActionOnAnOpenCaseOfTheSameVersionIsApplied() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC"));

    ActionOutcome outcome =
        server.submitOne(bob, bob.act("merging", id, "record", 1, Map.of("defects", 2)));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(outcome.version()).isEqualTo(2);
    assertThat(look.field("defects")).isEqualTo("2");
    assertThat(look.history()).extracting(HistoryEntry::action).containsExactly("create", "record");
    assertThat(look.history()).extracting(HistoryEntry::version).containsExactly(1L, 2L);
  }

  @Test
  void aRepeatGetsTheFirstOutcomeAndHasNoEffect() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC"));
    ActionSubmission action = alice.act("merging", id, "record", 1, Map.of("defects", 2));

    List<ActionOutcome> first = server.submit(alice, action, action);
    List<ActionOutcome> again = server.submit(alice, action);

    assertThat(first.get(1)).isEqualTo(first.get(0));
    assertThat(again.get(0)).isEqualTo(first.get(0));
    assertThat(look.version()).isEqualTo(2);
    assertThat(look.history()).hasSize(2);
  }

  @Test
  void aWholeChainMadeOfflineIsAppliedInOneBatchWithAVersionForEach() throws Exception {
    ActionSubmission one =
        alice.act("merging", id, "create", 0, Map.of("site", "ANC", "assignee", "alice"));
    ActionSubmission two = alice.following(one, "record", 0, Map.of("condition", "good"), Map.of());
    ActionSubmission three = alice.following(two, "close", 0, Map.of(), Map.of());

    List<ActionOutcome> outcomes = server.submit(alice, one, two, three);

    assertThat(outcomes).extracting(ActionOutcome::outcome).containsOnly(Outcome.APPLIED);
    assertThat(outcomes).extracting(ActionOutcome::version).containsExactly(1L, 2L, 3L);
    assertThat(look.column("completed")).isEqualTo("t");
    assertThat(server.beans().inTransaction(() -> look.verified())).isTrue();
  }

  @Test
  void onesOwnChainNeverConflictsWithItselfEvenAcrossRequests() throws Exception {
    ActionSubmission one =
        alice.act("fresh", id, "create", 0, Map.of("assignee", "alice", "note", "a"));
    server.submit(alice, one);

    ActionOutcome outcome =
        server.submitOne(
            alice, alice.following(one, "record", 0, Map.of("note", "b"), Map.of("note", "a")));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void lastWriterWinsAndTheHistoryKeepsWhatItOverwrote() throws Exception {
    server.submit(alice, alice.act("last", id, "create", 0, Map.of("assignee", "alice")));
    FieldWork second = new FieldWork("alice");
    server.submit(alice, alice.act("last", id, "record", 1, Map.of("note", "first")));

    ActionOutcome outcome =
        server.submitOne(second, second.act("last", id, "record", 1, Map.of("note", "second")));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(look.field("note")).isEqualTo("second");
    HistoryEntry entry = look.history().get(2);
    assertThat(entry.overwritten()).containsEntry("note", new Change("first", "second"));
    assertThat(entry.baseVersion()).isEqualTo(1);
    assertThat(entry.clockOffsetMillis()).isEqualTo(-86_400_000);
  }

  @Test
  void fieldsMergeByTheirRules() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC", "findings", "start", "defects", 1));
    server.submit(
        alice,
        alice.act("merging", id, "record", 1, Map.of("findings", "start\nalice", "defects", 5)));

    ActionOutcome outcome =
        server.submitOne(
            bob,
            bob.act(
                "merging",
                id,
                "record",
                1,
                Map.of("findings", "start\nbob", "defects", 3, "condition", "good"),
                Map.of("findings", "start", "defects", 1),
                null));

    assertThat(outcome.outcome()).isEqualTo(Outcome.MERGED);
    assertThat(outcome.messages()).anyMatch(m -> m.startsWith("findings: "));
    assertThat(look.field("findings")).isEqualTo("start\nalice\nbob");
    assertThat(look.field("defects")).isEqualTo("5");
    assertThat(look.field("condition")).isEqualTo("good");
  }

  @Test
  void aMergedActionsFollowerIsMergedTooIfSomebodyElseCameBetween() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC", "findings", "start"));
    server.submit(alice, alice.act("merging", id, "record", 1, Map.of("findings", "start\nalice")));
    ActionSubmission one =
        bob.act("merging", id, "record", 1, Map.of("defects", 1), Map.of(), null);
    ActionSubmission two =
        bob.act(
            "merging",
            id,
            "record",
            1,
            Map.of("findings", "start\nbob"),
            Map.of("findings", "start"),
            one.id());

    List<ActionOutcome> outcomes = server.submit(bob, one, two);

    assertThat(outcomes.get(1).outcome()).isEqualTo(Outcome.MERGED);
    assertThat(look.field("findings")).isEqualTo("start\nalice\nbob");
  }

  @Test
  void aDeviceEnrolledAnewGetsTheOutcomesOfItsOldSelf() throws Exception {
    server.create(alice, id, "merging", Map.of("site", "ANC"));
    ActionSubmission action = alice.act("merging", id, "record", 1, Map.of("defects", 1));
    ActionOutcome first = server.submitOne(alice, action);

    assertThat(server.submitOne(new FieldWork("alice"), action)).isEqualTo(first);
    assertThat(look.version()).isEqualTo(2);
  }
}
