package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Actions that wait behind a parked one of their chain, when that is decided on. */
class FollowersTest {
  private final IssueWork work = new IssueWork();
  private final IntakeHarness server = work.server;
  private final FieldWork alice = work.alice;
  private final UUID id = UUID.randomUUID();
  private final CaseLook look = new CaseLook(server, id);

  @Test
  void followersAreJudgedAgainInOrderWhenTheOneBeforeThemIsDecidedOn() throws Exception {
    server.submit(alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC")));
    ActionSubmission close = alice.act("merging", id, "close", 1, Map.of());
    ActionSubmission record =
        alice.following(close, "record", close.baseVersion(), Map.of("defects", 4), Map.of());
    ActionSubmission again =
        alice.following(
            record, "record", record.baseVersion(), Map.of("condition", "good"), Map.of());
    List<ActionOutcome> parked = server.submit(alice, close, record, again);
    assertThat(work.detail(ADMIN, parked.get(0)).chain())
        .extracting(IssueView::actionId)
        .containsExactly(record.id(), again.id());
    assertThat(work.detail(ADMIN, parked.get(1)).choices())
        .containsExactly(Resolution.RETURN, Resolution.DISCARD);
    assertRefused(
        ErrorCode.CONFLICT, () -> work.resolve(ADMIN, parked.get(1), Resolution.APPLY, Map.of()));

    work.resolve(ADMIN, parked.get(0), Resolution.DISCARD, Map.of());

    assertThat(look.field("defects")).isEqualTo("4");
    assertThat(look.field("condition")).isEqualTo("good");
    assertThat(work.stored(parked.get(1), "outcome")).isEqualTo("applied");
    assertThat(work.stored(parked.get(2), "outcome")).isEqualTo("applied");
    assertThat(work.stored(parked.get(2), "reason")).isEqualTo("follows-parked");
    assertThat(work.detail(ADMIN, parked.get(2)).issue().resolution()).isEqualTo("released");
  }

  @Test
  void whatWaitedTogetherIsNotStaleBecauseOfEachOther() throws Exception {
    server.submit(alice, alice.act("fresh", id, "create", 0, Map.of("assignee", "alice")));
    List<ActionSubmission> chain = new ArrayList<>();
    chain.add(alice.act("fresh", id, "create", 1, Map.of("assignee", "alice")));
    for (int i = 0; i < 4; i++) {
      Map<String, String> note = Map.of("note", "n" + i);
      chain.add(alice.act("fresh", id, "record", 1, note, Map.of(), chain.get(i).id()));
    }
    List<ActionOutcome> parked = server.submit(alice, chain.toArray(ActionSubmission[]::new));

    work.resolve(ADMIN, parked.get(0), Resolution.DISCARD, Map.of());

    assertThat(parked.subList(1, 5))
        .extracting(o -> work.stored(o, "outcome"))
        .containsOnly("applied");
    assertThat(parked.subList(1, 5))
        .extracting(o -> work.stored(o, "version"))
        .containsExactly("2", "3", "4", "5");
    assertThat(look.field("note")).isEqualTo("n3");
  }

  @Test
  void aFollowerThatIsParkedAgainWaitsForItselfAndHoldsTheRest() throws Exception {
    ActionSubmission create = alice.act("merging", id, "create", 0, Map.of("site", "DFW"));
    ActionSubmission record =
        alice.following(create, "record", create.baseVersion(), Map.of("defects", 4), Map.of());
    ActionSubmission again =
        alice.following(
            record, "record", record.baseVersion(), Map.of("condition", "good"), Map.of());
    List<ActionOutcome> parked = server.submit(alice, create, record, again);

    work.resolve(ADMIN, parked.get(0), Resolution.DISCARD, Map.of());

    assertThat(work.stored(parked.get(1), "reason")).isEqualTo("not-available");
    assertThat(work.stored(parked.get(2), "reason")).isEqualTo("follows-parked");
    assertThat(work.detail(ADMIN, parked.get(1)).issue().status()).isEqualTo("open");
    assertThat(work.detail(ADMIN, parked.get(1)).chain()).hasSize(1);

    work.resolve(ADMIN, parked.get(1), Resolution.DISCARD, Map.of());
    assertThat(work.stored(parked.get(2), "reason")).isEqualTo("not-available");
  }
}
