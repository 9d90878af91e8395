package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A case that a person's decision makes or opens again begins at the decision. */
class SinceWhenTest {
  private static final String BEGUN_NOW =
      "opened_at = stage_since AND opened_at = date_trunc('milliseconds', changed_at)";

  private final IssueWork work = new IssueWork();
  private final IntakeHarness server = work.server;
  private final FieldWork alice = work.alice;
  private final UUID id = UUID.randomUUID();

  @Test
  void aCreatingActionThatWaitedBeginsWhenItIsApplied() throws Exception {
    ActionOutcome parked =
        server.submitOne(alice, alice.act("merging", id, "create", 0, Map.of("site", "ZZZ")));

    work.resolve(ADMIN, parked, Resolution.EDIT, Map.of("site", "ANC"));

    assertThat(of(id, BEGUN_NOW)).isEqualTo("t");
  }

  @Test
  void aCaseThatIsMadeOfAnActionBeginsWhenItIsMade() throws Exception {
    completed();
    ActionOutcome parked =
        server.submitOne(alice, alice.act("last", id, "record", 2, Map.of("note", "late")));

    work.resolve(ADMIN, parked, Resolution.NEW_CASE, Map.of());

    UUID made =
        server
            .jdbc()
            .one(
                "SELECT id FROM holdfast.case_file WHERE id <> ?",
                row -> UUID.fromString(row.getString(1)),
                id)
            .orElseThrow();
    assertThat(of(made, BEGUN_NOW)).isEqualTo("t");
  }

  @Test
  void aCaseThatIsReopenedBeginsAnew() throws Exception {
    completed();
    assertThat(of(id, BEGUN_NOW)).as("it began when the device said").isEqualTo("f");
    ActionOutcome parked =
        server.submitOne(alice, alice.act("last", id, "record", 2, Map.of("note", "late")));

    work.resolve(ADMIN, parked, Resolution.REOPEN, Map.of());

    assertThat(of(id, BEGUN_NOW)).isEqualTo("t");
  }

  @Test
  void anActionOnACaseThatIsOpenBeginsNothing() throws Exception {
    ActionOutcome parked = work.stale(id);
    String before = of(id, "opened_at || ' ' || stage_since");

    work.resolve(ADMIN, parked, Resolution.APPLY, Map.of());

    assertThat(of(id, "opened_at || ' ' || stage_since")).isEqualTo(before);
  }

  @Test
  void aChildIsNotReopenedUnderACompletedParent() throws Exception {
    UUID parent = UUID.randomUUID();
    server.create(alice, parent, "shared", Map.of("assignee", "alice"));
    server.create(alice, id, "part", Map.of("parent", parent.toString(), "assignee", "alice"));
    server.submit(
        alice,
        alice.act("part", id, "close", 1, Map.of()),
        alice.act("shared", parent, "begin", 1, Map.of()),
        alice.act("shared", parent, "close", 2, Map.of()));
    assertThat(of(parent, "completed")).isEqualTo("t");
    ActionOutcome parked = server.submitOne(alice, alice.act("part", id, "close", 2, Map.of()));
    assertThat(parked.reason()).isEqualTo(ParkReason.ALREADY_COMPLETED);

    assertRefused(
        ErrorCode.INVALID, () -> work.resolve(ADMIN, parked, Resolution.REOPEN, Map.of()));

    assertThat(of(id, "version")).isEqualTo("2");
  }

  private void completed() throws Exception {
    server.create(alice, id, "last", Map.of("assignee", "alice"));
    server.submitOne(alice, alice.act("last", id, "close", 1, Map.of()));
  }

  private String of(UUID caseId, String expression) {
    return new CaseLook(server, caseId).column(expression);
  }
}
