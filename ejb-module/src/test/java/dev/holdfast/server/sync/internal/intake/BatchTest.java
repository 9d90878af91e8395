package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.BatchWork.APPLY;
import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.MEMBER;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.casework.api.ObserverFailedException;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.testing.Waiters;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.ItemView;
import dev.holdfast.server.workbasket.api.IssueBatches.Order;
import dev.holdfast.server.workbasket.api.IssueBatches.Preview;
import dev.holdfast.server.workbasket.api.IssueBatches.Progress;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.internal.BatchRuns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch of decisions")
class BatchTest {
  private final BatchWork batch = new BatchWork();
  private final IssueWork work = batch.work;
  private final IssueBatches batches = batch.batches;

  @Test
  @DisplayName("decides each issue as a single decision would, once, and says what failed and why")
  void decides() throws Exception {
    batch.stale(3);
    ActionOutcome impossible = work.impossible(UUID.randomUUID());

    Preview preview =
        work.inTransaction(() -> batches.preview(ADMIN, IssueFilter.ALL, Resolution.APPLY));
    BatchView started =
        batch.start(ADMIN, new Order(Resolution.APPLY, "all of them", preview.issues()));
    assertThat(started.status()).isEqualTo("running");
    assertThat(started.progress()).isEqualTo(new Progress(4, 4, 0, 0, 0));
    batch.run();

    assertThat(preview.issues()).isEqualTo(4);
    assertThat(preview.tried()).isEqualTo(4);
    assertThat(preview.possible()).isEqualTo(3);
    assertThat(preview.objections())
        .containsExactly(new IssueBatches.Objection("Give the condition first", 1));
    assertThat(preview.examples()).hasSize(4);
    BatchView done = batch.look(started);
    assertThat(done.status()).isEqualTo("done");
    assertThat(done.progress()).isEqualTo(new Progress(4, 0, 3, 1, 0));
    assertThat(batch.cases)
        .allSatisfy(id -> assertThat(work.entries(id, "resolve:apply")).isEqualTo(1));
    assertThat(batch.items(started, "failed"))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.issue()).isEqualTo(issue(impossible));
              assertThat(item.why()).contains("Give the condition first");
            });
    assertThat(work.detail(ADMIN, impossible).issue().status()).isEqualTo("open");
    assertThat(work.detail(ADMIN, impossible).events())
        .extracting(event -> event.user() + ' ' + event.kind() + ' ' + event.text())
        .containsExactly("root failed apply: Give the condition first");
    assertThat(
            work.server.count("action_outcome WHERE outcome = 'applied' AND issue_id IS NOT NULL"))
        .isEqualTo(3);
    assertThat(work.server.count("audit_entry WHERE action = 'issue-batch-started'")).isEqualTo(1);
  }

  @Test
  @DisplayName("starts on just as many issues as were seen, none of which another has claimed")
  void chosen() throws Exception {
    batch.stale(2);
    work.members("fresh-issues", "mia");
    work.inTransaction(() -> work.workbasket.claim(MEMBER, issue(batch.parked.get(0)), 1));

    Preview preview =
        work.inTransaction(() -> batches.preview(ADMIN, IssueFilter.ALL, Resolution.DISCARD));
    assertThat(preview.issues()).isEqualTo(1);
    assertThat(preview.claimedByOthers()).isEqualTo(1);
    assertRefused(
        ErrorCode.CONFLICT, () -> batch.start(ADMIN, new Order(Resolution.DISCARD, "because", 2L)));
    assertRefused(
        ErrorCode.INVALID, () -> batch.start(ADMIN, new Order(Resolution.DISCARD, " ", null)));
    assertRefused(
        ErrorCode.INVALID, () -> batch.start(ADMIN, new Order(Resolution.EDIT, "x", null)));
    assertRefused(ErrorCode.NOT_ALLOWED, () -> batch.start(work.alice.caller(), APPLY));
    assertThat(work.server.count("issue_batch")).isZero();
  }

  @Test
  @DisplayName("that is cancelled finishes the issue that it is at, and decides on nothing more")
  void cancelled() throws Exception {
    batch.stale(3);
    BatchView started = batch.start(ADMIN, APPLY);
    AtomicInteger taken = new AtomicInteger();
    List<CompletableFuture<BatchView>> cancelled = new ArrayList<>();
    CompletableFuture<Integer> session = new CompletableFuture<>();

    batch
        .runs(
            (item, real) -> {
              boolean did = real.take(item);
              if (taken.incrementAndGet() == 2) {
                cancelled.add(
                    CompletableFuture.supplyAsync(
                        () ->
                            work.inTransaction(
                                () -> {
                                  session.complete(
                                      Waiters.session(work.server.beans().get(Jdbc.class)));
                                  return batches.cancel(ADMIN, started.id());
                                })));
                Waiters.awaitSession(work.jdbc(), session);
              }
              return did;
            })
        .run();

    BatchView told = cancelled.get(0).get(1, TimeUnit.MINUTES);
    assertThat(told.status()).isEqualTo("cancelled");
    assertThat(told.cancelledBy()).isEqualTo("root");
    assertThat(batch.look(started).progress()).isEqualTo(told.progress());
    assertThat(told.progress()).isEqualTo(new Progress(3, 1, 2, 0, 0));
    assertThat(work.entries(batch.cases.get(2), "resolve:apply")).isZero();
    assertRefused(
        ErrorCode.CONFLICT, () -> work.inTransaction(() -> batches.cancel(ADMIN, started.id())));
  }

  @Test
  @DisplayName("goes on after a restart where it was, with no issue decided twice")
  void restarted() throws Exception {
    batch.stale(4);
    BatchView started = batch.start(ADMIN, APPLY);
    AtomicInteger taken = new AtomicInteger();
    BatchRuns before =
        batch.runs(
            (item, real) -> {
              boolean did = real.take(item);
              if (taken.incrementAndGet() == 3) {
                throw new DatabaseException(new SQLException("shut down", "57P01"));
              }
              return did;
            });

    assertThatThrownBy(before::run).isInstanceOf(DatabaseException.class);
    assertThat(batch.look(started).progress()).isEqualTo(new Progress(4, 2, 2, 0, 0));
    batch.run();

    assertThat(batch.look(started).progress()).isEqualTo(new Progress(4, 0, 4, 0, 0));
    assertThat(batch.cases)
        .allSatisfy(id -> assertThat(work.entries(id, "resolve:apply")).isEqualTo(1));
  }

  @Test
  @DisplayName("comes back to an issue that the server fails on, and says the incident at last")
  void poison() throws Exception {
    assertGoesOnAfter(new IllegalStateException("a bug"));
  }

  @Test
  @DisplayName("does not wait for a database that only an observer asks")
  void observed() throws Exception {
    assertGoesOnAfter(
        new ObserverFailedException(
            new DatabaseException(new SQLException("the ledger is away", "08006"))));
  }

  private void assertGoesOnAfter(RuntimeException bug) throws Exception {
    batch.stale(2);
    BatchView started = batch.start(ADMIN, APPLY);
    UUID bad = issue(batch.parked.get(0));
    BatchRuns runs =
        batch.runs(
            (item, real) -> {
              if (item.issue().equals(bad)) {
                throw bug;
              }
              return real.take(item);
            });

    assertThatThrownBy(runs::run).isSameAs(bug);
    assertThat(batch.look(started).progress()).isEqualTo(new Progress(2, 2, 0, 0, 0));
    assertThatThrownBy(runs::run).isSameAs(bug);
    assertThat(batch.look(started).progress()).isEqualTo(new Progress(2, 1, 1, 0, 0));
    runs.run();

    assertThat(batch.look(started).progress()).isEqualTo(new Progress(2, 0, 1, 1, 0));
    assertThat(batch.items(started, "failed"))
        .extracting(ItemView::why)
        .first()
        .asString()
        .contains("incident");
  }

  @Test
  @DisplayName("of a member ends where the membership ends, and is nobody else's to see")
  void membership() throws Exception {
    work.members("fresh-issues", "mia");
    work.user("max", Caller.CASEWORKER);
    batch.stale(2);
    work.impossible(UUID.randomUUID());
    BatchView started = batch.start(MEMBER, APPLY);
    assertThat(started.progress().issues()).as("within reach").isEqualTo(2);
    AtomicInteger taken = new AtomicInteger();

    batch
        .runs(
            (item, real) -> {
              if (taken.incrementAndGet() == 2) {
                work.members("fresh-issues");
              }
              return real.take(item);
            })
        .run();

    assertThat(batch.look(started).progress()).isEqualTo(new Progress(2, 0, 1, 1, 0));
    assertThat(batch.items(started, "failed"))
        .extracting(ItemView::why)
        .first()
        .asString()
        .contains("mia may not decide");
    Caller max = new Caller(new User("max", Set.of(Caller.CASEWORKER), Map.of()), null);
    assertThat(work.inTransaction(() -> batches.find(max, started.id()))).isEmpty();
    assertThat(
            work.inTransaction(() -> batches.list(MEMBER, new PageRequest(0, 5, null, false)))
                .total())
        .isEqualTo(1);
  }
}
