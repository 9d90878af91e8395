package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A decision is made on what a person has seen of the issue and its case, and has a reason. */
class DecidingOnWhatWasSeenTest {

  private final IssueWork work = new IssueWork();
  private final IntakeHarness server = work.server;
  private final Workbasket workbasket = work.workbasket;
  private final FieldWork alice = work.alice;
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);

  @Test
  void whoDecidesHasToHaveSeenThePresentIssue() throws Exception {
    ActionOutcome parked = work.stale(id);
    long seen = work.detail(ADMIN, parked).issue().version();
    IssueView claimed =
        server.beans().inTransaction(() -> workbasket.claim(ADMIN, issue(parked), seen));

    assertThat(claimed.claimedBy()).isEqualTo("root");
    assertRefused(
        ErrorCode.STALE,
        () ->
            server
                .beans()
                .inTransaction(
                    () ->
                        workbasket.resolve(
                            ADMIN, issue(parked), seen, because(Resolution.DISCARD))));
    assertRefused(
        ErrorCode.NOT_ALLOWED,
        () ->
            server
                .beans()
                .inTransaction(
                    () ->
                        workbasket.resolve(
                            alice.caller(), issue(parked), seen + 1, because(Resolution.DISCARD))));
  }

  @Test
  void theReasonIsKeptOnceWithoutSpaceAroundItAndThereHasToBeOne() throws Exception {
    ActionOutcome parked = work.stale(id);
    long seen = work.detail(ADMIN, parked).issue().version();
    for (String none : new String[] {"", " \n", "x".repeat(1_001), "a\0b"}) {
      assertRefused(ErrorCode.INVALID, () -> discard(parked, seen, none));
    }

    discard(parked, seen, "  said\nbefore \n");

    assertThat(work.detail(ADMIN, parked).resolutionReason()).isEqualTo("said\nbefore");
    assertThat(look.last().reason()).isEqualTo("said\nbefore");
    assertThat(work.stored(parked, "messages")).contains("Discarded by root: said\\nbefore\"");
    assertThat(work.detail(ADMIN, parked).events().get(0).text())
        .isEqualTo("discard: said\nbefore");
  }

  private IssueView discard(ActionOutcome parked, long seen, String reason) {
    return work.inTransaction(
        () ->
            workbasket.resolve(
                ADMIN, issue(parked), seen, new Decision(Resolution.DISCARD, Map.of(), reason)));
  }

  @Test
  void whatWasDecidedOnACaseThatHasChangedSinceIsRefused() throws Exception {
    ActionOutcome parked = work.stale(id);
    IssueDetail seen = work.detail(ADMIN, parked);
    server.submit(alice, alice.act("fresh", id, "record", 2, Map.of("note", "newer")));
    Decision decision =
        new Decision(
            Resolution.EDIT,
            new HashMap<>(Map.of("note", "theirs")),
            "x",
            seen.caseVersion(),
            null);

    assertRefused(ErrorCode.STALE, () -> resolve(parked, seen, decision));

    assertThat(look.field("note")).isEqualTo("newer");
    resolve(parked, seen, new Decision(decision.how(), decision.fields(), "x", 3L, null));
    assertThat(look.field("note")).isEqualTo("theirs");
  }

  private IssueView resolve(ActionOutcome parked, IssueDetail seen, Decision decision) {
    return work.inTransaction(
        () -> workbasket.resolve(ADMIN, issue(parked), seen.issue().version(), decision));
  }

  private static Decision because(Resolution how) {
    return new Decision(how, Map.of(), "because");
  }
}
