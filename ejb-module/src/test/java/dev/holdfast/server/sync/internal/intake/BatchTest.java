package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.MEMBER;
import static dev.holdfast.server.sync.internal.intake.IssueWork.assertRefused;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.Waiters;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.ItemView;
import dev.holdfast.server.workbasket.api.IssueBatches.Order;
import dev.holdfast.server.workbasket.api.IssueBatches.Preview;
import dev.holdfast.server.workbasket.api.IssueBatches.Progress;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.internal.BatchItems;
import dev.holdfast.server.workbasket.internal.BatchRuns;
import dev.holdfast.server.workbasket.internal.BatchSteps;
import dev.holdfast.server.workbasket.internal.BatchSteps.Item;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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
  private static final Order APPLY = new Order(Resolution.APPLY, "all of them", null);

  private final IssueWork work = new IssueWork();
  private final IssueBatches batches = work.server.beans().get(IssueBatches.class);
  private final List<UUID> cases = new ArrayList<>();
  private final List<ActionOutcome> parked = new ArrayList<>();

  /** Around the transaction of one issue. */
  private interface Around {
    boolean take(Item item, BatchSteps real) throws Exception;
  }

  @Test
  @DisplayName("decides each issue as a single decision would, once, and says what failed and why")
  void decides() throws Exception {
    stale(3);
    ActionOutcome impossible = work.impossible(UUID.randomUUID());

    Preview preview =
        work.inTransaction(() -> batches.preview(ADMIN, IssueFilter.ALL, Resolution.APPLY));
    BatchView started = start(ADMIN, new Order(Resolution.APPLY, "all of them", preview.issues()));
    assertThat(started.status()).isEqualTo("running");
    assertThat(started.progress()).isEqualTo(new Progress(4, 4, 0, 0, 0));
    run();

    assertThat(preview.issues()).isEqualTo(4);
    assertThat(preview.tried()).isEqualTo(4);
    assertThat(preview.possible()).isEqualTo(3);
    assertThat(preview.objections())
        .containsExactly(new IssueBatches.Objection("Give the condition first", 1));
    assertThat(preview.examples()).hasSize(4);
    BatchView done = look(started);
    assertThat(done.status()).isEqualTo("done");
    assertThat(done.progress()).isEqualTo(new Progress(4, 0, 3, 1, 0));
    assertThat(cases).allSatisfy(id -> assertThat(work.entries(id, "resolve:apply")).isEqualTo(1));
    assertThat(items(started, "failed"))
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
    stale(2);
    work.members("fresh-issues", "mia");
    work.inTransaction(() -> work.workbasket.claim(MEMBER, issue(parked.get(0)), 1));

    Preview preview =
        work.inTransaction(() -> batches.preview(ADMIN, IssueFilter.ALL, Resolution.DISCARD));
    assertThat(preview.issues()).isEqualTo(1);
    assertThat(preview.claimedByOthers()).isEqualTo(1);
    assertRefused(
        ErrorCode.CONFLICT, () -> start(ADMIN, new Order(Resolution.DISCARD, "because", 2L)));
    assertRefused(ErrorCode.INVALID, () -> start(ADMIN, new Order(Resolution.DISCARD, " ", null)));
    assertRefused(ErrorCode.INVALID, () -> start(ADMIN, new Order(Resolution.EDIT, "x", null)));
    assertRefused(ErrorCode.NOT_ALLOWED, () -> start(work.alice.caller(), APPLY));
    assertThat(work.server.count("issue_batch")).isZero();
  }

  @Test
  @DisplayName("leaves alone what a person decides at the same moment, who was first")
  void againstAPerson() throws Exception {
    stale(2);
    BatchView batch = start(ADMIN, APPLY);

    CompletableFuture<Void> running =
        work.inTransaction(
            () -> {
              work.resolve(ADMIN, parked.get(0), Resolution.DISCARD);
              CompletableFuture<Void> run = CompletableFuture.runAsync(this::run);
              Waiters.await(work.jdbc());
              return run;
            });
    running.get(1, TimeUnit.MINUTES);

    assertThat(look(batch).progress()).isEqualTo(new Progress(2, 0, 1, 0, 1));
    assertThat(items(batch, "skipped")).extracting(ItemView::why).hasSize(1).doesNotContainNull();
    assertThat(work.entries(cases.get(0), "resolve:discard")).isEqualTo(1);
    assertThat(work.entries(cases.get(0), "resolve:apply")).isZero();
    assertThat(work.entries(cases.get(1), "resolve:apply")).isEqualTo(1);
  }

  @Test
  @DisplayName("was first where a person comes later, who is told")
  void beforeAPerson() throws Exception {
    stale(1);
    BatchView batch = start(ADMIN, APPLY);
    List<CompletableFuture<Object>> person = new ArrayList<>();

    runs((item, real) -> {
          boolean taken = real.take(item);
          person.add(
              CompletableFuture.supplyAsync(
                  () ->
                      work.inTransaction(
                          () -> work.resolve(ADMIN, parked.get(0), Resolution.DISCARD))));
          Waiters.await(work.jdbc());
          return taken;
        })
        .run();

    assertThatThrownBy(() -> person.get(0).get(1, TimeUnit.MINUTES))
        .hasMessageContaining("Somebody has changed the issue since you saw it.");
    assertThat(look(batch).progress()).isEqualTo(new Progress(1, 0, 1, 0, 0));
    assertThat(work.entries(cases.get(0), "resolve:discard")).isZero();
  }

  @Test
  @DisplayName("two people on the same issue: the first wins, the second is told")
  void twoPeople() throws Exception {
    stale(1);
    CompletableFuture<Object> second =
        work.inTransaction(
            () -> {
              work.resolve(ADMIN, parked.get(0), Resolution.APPLY);
              CompletableFuture<Object> later =
                  CompletableFuture.supplyAsync(
                      () ->
                          work.inTransaction(
                              () -> work.resolve(ADMIN, parked.get(0), Resolution.DISCARD)));
              Waiters.await(work.jdbc());
              return later;
            });

    assertThatThrownBy(() -> second.get(1, TimeUnit.MINUTES))
        .hasMessageContaining("Somebody has changed the issue since you saw it.");
    assertThat(work.entries(cases.get(0), "resolve:apply")).isEqualTo(1);
    assertThat(work.entries(cases.get(0), "resolve:discard")).isZero();
  }

  @Test
  @DisplayName("that is cancelled finishes the issue that it is at, and decides on nothing more")
  void cancelled() throws Exception {
    stale(3);
    BatchView batch = start(ADMIN, APPLY);
    AtomicInteger taken = new AtomicInteger();
    List<CompletableFuture<BatchView>> cancelled = new ArrayList<>();

    runs((item, real) -> {
          boolean did = real.take(item);
          if (taken.incrementAndGet() == 2) {
            cancelled.add(
                CompletableFuture.supplyAsync(
                    () -> work.inTransaction(() -> batches.cancel(ADMIN, batch.id()))));
            Waiters.await(work.jdbc());
          }
          return did;
        })
        .run();

    BatchView told = cancelled.get(0).get(1, TimeUnit.MINUTES);
    assertThat(told.status()).isEqualTo("cancelled");
    assertThat(told.cancelledBy()).isEqualTo("root");
    assertThat(look(batch).progress()).isEqualTo(told.progress());
    assertThat(told.progress()).isEqualTo(new Progress(3, 1, 2, 0, 0));
    assertThat(work.entries(cases.get(2), "resolve:apply")).isZero();
    assertRefused(
        ErrorCode.CONFLICT, () -> work.inTransaction(() -> batches.cancel(ADMIN, batch.id())));
  }

  @Test
  @DisplayName("goes on after a restart where it was, with no issue decided twice")
  void restarted() throws Exception {
    stale(4);
    BatchView batch = start(ADMIN, APPLY);
    AtomicInteger taken = new AtomicInteger();
    BatchRuns before =
        runs(
            (item, real) -> {
              boolean did = real.take(item);
              if (taken.incrementAndGet() == 3) {
                throw new DatabaseException(new SQLException("shut down", "57P01"));
              }
              return did;
            });

    assertThatThrownBy(before::run).isInstanceOf(DatabaseException.class);
    assertThat(look(batch).progress()).isEqualTo(new Progress(4, 2, 2, 0, 0));
    run();

    assertThat(look(batch).progress()).isEqualTo(new Progress(4, 0, 4, 0, 0));
    assertThat(cases).allSatisfy(id -> assertThat(work.entries(id, "resolve:apply")).isEqualTo(1));
  }

  @Test
  @DisplayName("runs on one node at a time")
  void oneAtATime() throws Exception {
    stale(2);
    BatchView batch = start(ADMIN, APPLY);
    AtomicInteger elsewhere = new AtomicInteger();
    BatchRuns otherNode =
        runs(
            (item, real) -> {
              elsewhere.incrementAndGet();
              return real.take(item);
            });

    runs((item, real) -> {
          CompletableFuture.runAsync(otherNode::run).get(1, TimeUnit.MINUTES);
          return real.take(item);
        })
        .run();

    assertThat(elsewhere).hasValue(0);
    assertThat(look(batch).progress().done()).isEqualTo(2);
  }

  @Test
  @DisplayName("comes back to an issue that somebody is in the way of, and gives it up at last")
  void inTheWay() throws Exception {
    stale(2);
    work.server.patience(Duration.ofMillis(100));
    BatchView batch = start(ADMIN, APPLY);
    List<UUID> order = new ArrayList<>();

    work.inTransaction(
        () -> {
          work.server.beans().get(Judging.class).lock(List.of(cases.get(0)));
          CompletableFuture.runAsync(
                  () ->
                      runs((item, real) -> {
                            order.add(item.issue());
                            return real.take(item);
                          })
                          .run())
              .get(1, TimeUnit.MINUTES);
          return batch;
        });

    UUID first = issue(parked.get(0));
    assertThat(order).containsExactly(first, issue(parked.get(1)), first, first);
    assertThat(look(batch).progress()).isEqualTo(new Progress(2, 0, 1, 1, 0));
    assertThat(items(batch, "failed"))
        .extracting(ItemView::why)
        .first()
        .asString()
        .contains("in the way");
  }

  @Test
  @DisplayName("comes back to an issue that the server fails on, and says the incident at last")
  void poison() throws Exception {
    stale(2);
    BatchView batch = start(ADMIN, APPLY);
    UUID bad = issue(parked.get(0));
    BatchRuns runs =
        runs(
            (item, real) -> {
              if (item.issue().equals(bad)) {
                throw new IllegalStateException("a bug");
              }
              return real.take(item);
            });

    assertThatThrownBy(runs::run).hasMessage("a bug");
    assertThat(look(batch).progress()).isEqualTo(new Progress(2, 2, 0, 0, 0));
    assertThatThrownBy(runs::run).hasMessage("a bug");
    assertThat(look(batch).progress()).isEqualTo(new Progress(2, 1, 1, 0, 0));
    runs.run();

    assertThat(look(batch).progress()).isEqualTo(new Progress(2, 0, 1, 1, 0));
    assertThat(items(batch, "failed"))
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
    stale(2);
    work.impossible(UUID.randomUUID());
    BatchView batch = start(MEMBER, APPLY);
    assertThat(batch.progress().issues()).as("within reach").isEqualTo(2);
    AtomicInteger taken = new AtomicInteger();

    runs((item, real) -> {
          if (taken.incrementAndGet() == 2) {
            work.members("fresh-issues");
          }
          return real.take(item);
        })
        .run();

    assertThat(look(batch).progress()).isEqualTo(new Progress(2, 0, 1, 1, 0));
    assertThat(items(batch, "failed"))
        .extracting(ItemView::why)
        .first()
        .asString()
        .contains("mia may not decide");
    Caller max = new Caller(new User("max", Set.of(Caller.CASEWORKER), Map.of()), null);
    assertThat(work.inTransaction(() -> batches.find(max, batch.id()))).isEmpty();
    assertThat(
            work.inTransaction(() -> batches.list(MEMBER, new PageRequest(0, 5, null, false)))
                .total())
        .isEqualTo(1);
  }

  private void stale(int issues) throws Exception {
    for (int i = 0; i < issues; i++) {
      UUID id = UUID.randomUUID();
      cases.add(id);
      parked.add(work.stale(id));
    }
  }

  private BatchView start(Caller caller, Order order) {
    return work.inTransaction(() -> batches.start(caller, IssueFilter.ALL, order));
  }

  private void run() {
    runs((item, real) -> real.take(item)).run();
  }

  private BatchRuns runs(Around around) {
    BatchSteps real = work.server.beans().get(BatchSteps.class);
    BatchSteps steps =
        item -> {
          try {
            return work.inTransaction(() -> around.take(item, real));
          } catch (IllegalStateException e) {
            if (e.getCause() instanceof RefusedException refused) {
              throw refused;
            }
            throw e;
          }
        };
    return new BatchRuns(
        work.jdbc(), new BatchItems(work.jdbc()), steps, work.server.beans().get(Clock.class));
  }

  private BatchView look(BatchView batch) {
    return work.inTransaction(() -> batches.find(ADMIN, batch.id()).orElseThrow());
  }

  private List<ItemView> items(BatchView batch, String state) {
    return work.inTransaction(
            () -> batches.items(ADMIN, batch.id(), state, new PageRequest(0, 10, null, false)))
        .items();
  }
}
