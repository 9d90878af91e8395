package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.testing.FieldWork;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases that a restored database has led to the same version numbers again by other changes. */
class RestoredTest {
  private final IntakeHarness server = new IntakeHarness();
  // Three devices of one user, so that the cases are in scope of each.
  private final FieldWork alice = new FieldWork("alice");
  private final FieldWork second = new FieldWork("alice");
  private final FieldWork third = new FieldWork("alice");
  private final UUID id = UUID.randomUUID();

  /** Creates a case, backs up, and goes on to a version that will be lost. */
  private Supplier<IntakeHarness> untilLost(String type, Map<String, ?> fields) throws Exception {
    apply(server, alice, alice.act(type, id, "create", 0, fields));
    return server.backup();
  }

  @Test
  void theLostVersionOfTheSameNumberIsNotTheBaseAndWhatWasOverwrittenIsRecorded() throws Exception {
    Supplier<IntakeHarness> backup = untilLost("last", Map.of("assignee", "alice"));
    apply(server, second, second.act("last", id, "record", 1, Map.of("note", "lost")));
    String lost = mark(server);
    IntakeHarness restored = backup.get();
    apply(restored, second, second.act("last", id, "record", 1, Map.of("note", "other")));

    ActionOutcome outcome =
        restored.submitOne(
            third,
            marked(third, "last", 2, lost, Map.of("note", "third"), Map.of("note", "lost"), null));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(outcome.version()).isEqualTo(3);
    assertThat(look(restored).last().overwritten())
        .containsExactly(Map.entry("note", new Change("other", "third")));
  }

  @Test
  void fieldsThatOnlyTheOtherChangesSetAreMerged() throws Exception {
    Supplier<IntakeHarness> backup = untilLost("merging", Map.of("site", "ANC", "defects", 1));
    apply(server, second, second.act("merging", id, "record", 1, Map.of("defects", 2)));
    String lost = mark(server);
    IntakeHarness restored = backup.get();
    apply(restored, second, second.act("merging", id, "record", 1, Map.of("defects", 7)));

    ActionOutcome outcome =
        restored.submitOne(
            third,
            marked(third, "merging", 2, lost, Map.of("defects", 3), Map.of("defects", 2), null));

    assertThat(outcome.outcome()).isEqualTo(Outcome.MERGED);
    assertThat(look(restored).column("fields->>'defects'")).isEqualTo("7");
  }

  @Test
  void aChainOnALostVersionIsStaleFromItsBeginning() throws Exception {
    Supplier<IntakeHarness> backup = untilLost("fresh", Map.of("assignee", "alice"));
    apply(server, second, second.act("fresh", id, "record", 1, Map.of("note", "b")));
    apply(server, second, second.act("fresh", id, "record", 2, Map.of("note", "c")));
    String lost = mark(server);
    IntakeHarness restored = backup.get();
    // What this device had lost with it makes it the last writer, of more versions than were lost.
    String first = mark(restored);
    for (String note : List.of("1", "2", "3")) {
      apply(
          restored, third, marked(third, "fresh", 1, first, Map.of("note", note), Map.of(), null));
    }

    ActionOutcome outcome =
        restored.submitOne(
            third, marked(third, "fresh", 3, lost, Map.of("note", "d"), Map.of("note", "c"), null));

    assertThat(outcome.outcome()).isEqualTo(Outcome.PARKED);
    assertThat(outcome.reason()).isEqualTo(ParkReason.STALE);
  }

  @Test
  void aVersionOfTheTimeBeforeTheBackupIsTheBaseAsEver() throws Exception {
    Supplier<IntakeHarness> backup = untilLost("fresh", Map.of("assignee", "alice"));
    String before = mark(server);
    IntakeHarness restored = backup.get();

    apply(restored, third, marked(third, "fresh", 1, before, Map.of("note", "a"), Map.of(), null));
  }

  @Test
  void onesOwnChainIsCurrentFromEveryVersionOfItOverManyRequests() throws Exception {
    apply(server, alice, alice.act("fresh", id, "create", 0, Map.of("assignee", "alice")));
    String first = mark(server);
    ActionSubmission two = marked(third, "fresh", 1, first, Map.of("note", "2"), Map.of(), null);
    apply(server, third, two);
    String second = mark(server);
    ActionSubmission three =
        marked(third, "fresh", 1, first, Map.of("note", "3"), Map.of(), two.id());
    ActionSubmission four =
        marked(third, "fresh", 2, second, Map.of("note", "4"), Map.of(), three.id());
    ActionSubmission five =
        marked(third, "fresh", 2, second, Map.of("note", "5"), Map.of(), four.id());
    apply(server, third, three);
    apply(server, third, four, five);

    assertThat(look(server).column("version")).isEqualTo("5");
  }

  @Test
  void onesOwnChainIsCurrentWhereTheHistoryIsTooOldToTell() throws Exception {
    apply(server, alice, alice.act("fresh", id, "create", 0, Map.of("assignee", "alice")));
    // Entries of earlier releases have a moment of their own, later than the row's.
    String earlier =
        look(server).column("(changed_at AT TIME ZONE 'UTC' - interval '3 ms')::text || '+00'");
    server.jdbc().update("INSERT INTO holdfast.history_moments SELECT now() + interval '9 years'");
    ActionSubmission two = alice.act("fresh", id, "record", 1, Map.of("note", "2"));
    apply(server, alice, two);

    apply(
        server, alice, marked(alice, "fresh", 1, earlier, Map.of("note", "3"), Map.of(), two.id()));
  }

  @Test
  void whatWaitedBehindAParkedActionIsJudgedByItsMarkToo() throws Exception {
    Supplier<IntakeHarness> backup = untilLost("last", Map.of("assignee", "alice"));
    apply(server, second, second.act("last", id, "record", 1, Map.of("note", "lost")));
    String lost = mark(server);
    IntakeHarness restored = backup.get();
    apply(restored, second, second.act("last", id, "record", 1, Map.of("note", "other")));
    ActionSubmission waited =
        marked(third, "last", 2, lost, Map.of("note", "third"), Map.of("note", "lost"), null);

    restored.released(third, waited);

    assertThat(look(restored).last().overwritten()).containsKey("note");
  }

  @Test
  void aMarkThatNoRowEverHadIsOfNoVersion() throws Exception {
    apply(server, alice, alice.act("fresh", id, "create", 0, Map.of("assignee", "alice")));

    ActionOutcome outcome =
        server.submitOne(
            third, marked(third, "fresh", 1, "yesterday", Map.of("note", "a"), Map.of(), null));

    assertThat(outcome.reason()).isEqualTo(ParkReason.STALE);
  }

  private ActionSubmission marked(
      FieldWork device,
      String type,
      long version,
      String mark,
      Map<String, ?> fields,
      Map<String, ?> base,
      @Nullable UUID follows) {
    return FieldWork.marked(device.act(type, id, "record", version, fields, base, follows), mark);
  }

  private static void apply(IntakeHarness on, FieldWork device, ActionSubmission... actions)
      throws Exception {
    assertThat(on.submit(device, actions))
        .extracting(ActionOutcome::outcome)
        .containsOnly(Outcome.APPLIED);
  }

  /** {@code changed-at} as the case's row has it. */
  private String mark(IntakeHarness on) {
    return look(on).column("(changed_at AT TIME ZONE 'UTC')::text || '+00'");
  }

  private CaseLook look(IntakeHarness on) {
    return new CaseLook(on, id);
  }
}
