package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.Waiters;
import dev.holdfast.server.workbasket.api.Chains;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What comes behind a parked action has its place")
class ChainPlaceTest {
  private final ChainWork chain = new ChainWork();
  private final IssueWork work = chain.work;
  private final UUID head = issue(chain.head());

  ChainPlaceTest() throws Exception {}

  @Test
  @DisplayName("behind what one waited behind that was taken out of the chain")
  void takenOut() throws Exception {
    chain.decide(chain.parked.get(2), Resolution.DISCARD, null);
    chain.decide(chain.parked.get(1), Resolution.RETURN, null);

    ActionOutcome next = work.server.submitOne(work.other, chain.next());

    assertThat(next.reason()).isEqualTo(ParkReason.FOLLOWS_PARKED);
    assertThat(work.detail(ADMIN, next).issue().head()).isEqualTo(head);
    assertThat(chain.behind()).containsExactly(issue(next));
    chain.decide(chain.head(), Resolution.REOPEN, null);
    assertThat(work.stored(next, "outcome")).isEqualTo("applied");
  }

  @Test
  @DisplayName("nowhere when the chain has ended: it is judged by itself")
  void ended() throws Exception {
    chain.decide(chain.parked.get(2), Resolution.DISCARD, null);
    chain.decide(chain.head(), Resolution.DISCARD, chain.behind());

    assertThat(work.server.submitOne(work.other, chain.next()).reason())
        .isEqualTo(ParkReason.ALREADY_COMPLETED);
  }

  @Test
  @DisplayName("after what it follows, whatever number its own device has given it")
  void twoDevices() throws Exception {
    chain.parked.add(work.server.submitOne(work.other, chain.next()));
    ActionSubmission last = chain.actions.get(3);
    // The device that did less has counted less.
    ActionSubmission elsewhere =
        work.alice.act("last", chain.id, "record", 1, Map.of("note", "x"), Map.of(), last.id());
    assertThat(elsewhere.sequence()).isLessThan(last.sequence());
    chain.parked.add(work.server.submitOne(work.alice, elsewhere));

    assertThat(chain.detail().chain())
        .extracting(IssueView::actionId)
        .containsExactly(
            chain.actions.get(1).id(), chain.actions.get(2).id(), last.id(), elsewhere.id());
    chain.decide(chain.head(), Resolution.DISCARD, null);

    assertThat(chain.found(IssueFilter.ALL.as("unresolved")))
        .containsExactly(issue(chain.parked.get(1)));
    assertThat(work.detail(ADMIN, chain.parked.get(1)).chain())
        .extracting(IssueView::actionId)
        .containsExactly(chain.actions.get(2).id(), last.id(), elsewhere.id());
  }

  @Test
  @DisplayName("which the page of the first tells, however often a head came of it")
  void generations() throws Exception {
    chain.decide(chain.parked.get(0), Resolution.DISCARD, null);
    chain.decide(chain.parked.get(1), Resolution.DISCARD, null);

    assertThat(chain.detail().became())
        .extracting(IssueView::id)
        .containsExactly(issue(chain.parked.get(1)), issue(chain.parked.get(2)));
    assertThat(work.detail(ADMIN, chain.parked.get(1)).became())
        .extracting(IssueView::id)
        .containsExactly(issue(chain.parked.get(2)));
  }

  @Test
  @DisplayName("and so does one that was decided on with what was behind it, while it waited")
  void outTogether() {
    chain.decide(chain.parked.get(1), Resolution.DISCARD, Set.of(issue(chain.parked.get(2))));

    assertThat(work.detail(ADMIN, chain.parked.get(1)).became())
        .extracting(IssueView::id)
        .containsExactly(issue(chain.parked.get(2)));
  }

  @Test
  @DisplayName("not behind one of another case")
  void otherCase() throws Exception {
    UUID other = UUID.randomUUID();
    work.server.submit(
        work.alice, work.alice.act("fresh", other, "create", 0, Map.of("assignee", "alice")));

    ActionOutcome outcome =
        work.server.submitOne(
            work.alice,
            work.alice.act(
                "fresh", other, "record", 1, Map.of("note", "x"), Map.of(), chain.head().action()));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  @DisplayName("if that is decided on meanwhile, of which nobody knows the case, for itself")
  void decidedMeanwhile() throws Exception {
    UUID other = opened();
    ActionOutcome raw = unreadable();

    Future<ActionOutcome> sent =
        work.inTransaction(
            () -> {
              work.workbasket.resolve(
                  ADMIN, issue(raw), 1, ChainWork.decision(Resolution.DISCARD, Set.of()));
              Future<ActionOutcome> late = ChainWork.meanwhile(() -> follow(other, raw));
              Waiters.await(work.jdbc(), late);
              return late;
            });

    assertThat(sent.get(1, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.APPLIED);
    assertNobodyIsStranded();
  }

  @Test
  @DisplayName("and a decision waits for it, and finds it there")
  void comesFirst() throws Exception {
    UUID other = opened();
    ActionOutcome raw = unreadable();
    CompletableFuture<Integer> session = new CompletableFuture<>();

    CompletableFuture<IssueView> decided =
        work.inTransaction(
            () -> {
              assertThat(work.server.beans().get(Chains.class).held(List.of(raw.action())))
                  .containsOnlyKeys(raw.action());
              CompletableFuture<IssueView> decision =
                  CompletableFuture.supplyAsync(
                      () ->
                          work.inTransaction(
                              () -> {
                                session.complete(
                                    Waiters.session(work.server.beans().get(Jdbc.class)));
                                return work.workbasket.resolve(
                                    ADMIN,
                                    issue(raw),
                                    1,
                                    ChainWork.decision(Resolution.DISCARD, null));
                              }));
              Waiters.awaitSession(work.jdbc(), session);
              assertThat(follow(other, raw).reason()).isEqualTo(ParkReason.FOLLOWS_PARKED);
              return decision;
            });

    decided.get(1, TimeUnit.MINUTES);
    assertThat(
            work.jdbc()
                .list(
                    "SELECT status FROM holdfast.issue WHERE case_id = ?",
                    row -> row.getString(1),
                    other))
        .containsExactly("resolved");
    assertNobodyIsStranded();
  }

  private UUID opened() throws Exception {
    UUID other = UUID.randomUUID();
    work.server.submit(
        work.alice, work.alice.act("fresh", other, "create", 0, Map.of("assignee", "alice")));
    return other;
  }

  private ActionOutcome unreadable() throws Exception {
    ObjectNode raw = WireJson.mapper().createObjectNode().put("id", UUID.randomUUID().toString());
    return work.server
        .intake()
        .submit(work.alice.caller(), new ActionBatch(List.of(raw)))
        .outcomes()
        .get(0);
  }

  private ActionOutcome follow(UUID other, ActionOutcome raw) throws Exception {
    return work.server.submitOne(
        work.alice,
        work.alice.act("fresh", other, "record", 1, Map.of("note", "x"), Map.of(), raw.action()));
  }

  private void assertNobodyIsStranded() {
    assertThat(
            work.jdbc()
                .list(
                    "SELECT w.number FROM holdfast.issue w JOIN holdfast.issue h ON h.id = w.head"
                        + " WHERE w.status = 'waiting' AND h.status = 'resolved'",
                    row -> row.getLong(1)))
        .isEmpty();
  }
}
