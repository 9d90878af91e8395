package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.ChainWork.decision;
import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.Waiters;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A decision on a whole chain beside others")
class ChainRaceTest {
  private static final IssueFilter UNRESOLVED = IssueFilter.ALL.as("unresolved");

  private final ChainWork chain = new ChainWork();
  private final IssueWork work = chain.work;
  private final UUID head = issue(chain.head());

  ChainRaceTest() throws Exception {}

  @Test
  @DisplayName("what the device sends while it is made waits for it, and is an issue of its own")
  void before() throws Exception {
    Set<UUID> seen = chain.behind();
    ActionSubmission next = chain.next();

    Future<ActionOutcome> sent =
        work.inTransaction(
            () -> {
              work.workbasket.resolve(ADMIN, head, 1, decision(Resolution.DISCARD, seen));
              Future<ActionOutcome> late = send(next);
              Waiters.await(work.jdbc(), late);
              return late;
            });

    ActionOutcome late = sent.get(1, TimeUnit.MINUTES);
    assertThat(late.reason()).isEqualTo(ParkReason.ALREADY_COMPLETED);
    assertThat(chain.outcomes()).containsOnly("discarded");
    assertThat(chain.found(UNRESOLVED)).containsExactly(issue(late));
  }

  @Test
  @DisplayName("is refused if something has come behind it meanwhile, whole")
  void after() throws Exception {
    Set<UUID> seen = chain.behind();
    ActionSubmission next = chain.next();
    CompletableFuture<Integer> session = new CompletableFuture<>();

    // Both wait for the case, and get it in the order in which they have come.
    List<Future<?>> both =
        work.inTransaction(
            () -> {
              work.server.beans().get(Judging.class).lock(List.of(chain.id));
              Future<ActionOutcome> late = send(next);
              Waiters.await(work.jdbc(), late);
              CompletableFuture<IssueView> decided =
                  CompletableFuture.supplyAsync(
                      () ->
                          work.inTransaction(
                              () -> {
                                session.complete(
                                    Waiters.session(work.server.beans().get(Jdbc.class)));
                                return work.workbasket.resolve(
                                    ADMIN, head, 1, decision(Resolution.DISCARD, seen));
                              }));
              Waiters.awaitSession(work.jdbc(), session);
              return List.of(late, decided);
            });

    both.get(0).get(1, TimeUnit.MINUTES);
    assertThatThrownBy(() -> both.get(1).get(1, TimeUnit.MINUTES))
        .hasMessageContaining("Other submissions wait behind it now (3) than you saw (2)");
    assertThat(chain.outcomes()).containsOnly("parked");
    assertThat(chain.list(UNRESOLVED).items())
        .singleElement()
        .satisfies(line -> assertThat(line.waiting()).isEqualTo(3));
  }

  @Test
  @DisplayName(
      "two people decide on it: the first wins, the second is told, whatever each takes along")
  void twoPeople() throws Exception {
    Set<UUID> seen = chain.behind();

    CompletableFuture<IssueView> second =
        work.inTransaction(
            () -> {
              work.workbasket.resolve(ADMIN, head, 1, decision(Resolution.DISCARD, seen));
              CompletableFuture<IssueView> later =
                  CompletableFuture.supplyAsync(
                      () ->
                          work.inTransaction(
                              () ->
                                  work.workbasket.resolve(
                                      ADMIN, head, 1, decision(Resolution.REOPEN, null))));
              Waiters.await(work.jdbc(), later);
              return later;
            });

    assertThatThrownBy(() -> second.get(1, TimeUnit.MINUTES))
        .hasMessageContaining("The issue has been resolved already.");
    assertThat(chain.outcomes()).containsOnly("discarded");
    assertThat(work.entries(chain.id, "resolve:discard")).isEqualTo(3);
    assertThat(work.entries(chain.id, "resolve:reopen")).isZero();
  }

  private Future<ActionOutcome> send(ActionSubmission action) {
    return ChainWork.meanwhile(() -> work.server.submitOne(work.other, action));
  }
}
