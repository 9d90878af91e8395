package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.BatchWork.APPLY;
import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static dev.holdfast.server.sync.internal.intake.IssueWork.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.testing.Waiters;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.ItemView;
import dev.holdfast.server.workbasket.api.IssueBatches.Progress;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.internal.BatchRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch of decisions beside others who decide")
class BatchRaceTest {
  private final BatchWork batch = new BatchWork();
  private final IssueWork work = batch.work;

  @Test
  @DisplayName("leaves alone what a person decides at the same moment, who was first")
  void againstAPerson() throws Exception {
    batch.stale(2);
    BatchView started = batch.start(ADMIN, APPLY);

    CompletableFuture<Void> running =
        work.inTransaction(
            () -> {
              work.resolve(ADMIN, batch.parked.get(0), Resolution.DISCARD);
              CompletableFuture<Void> run = CompletableFuture.runAsync(batch::run);
              Waiters.await(work.jdbc());
              return run;
            });
    running.get(1, TimeUnit.MINUTES);

    assertThat(batch.look(started).progress()).isEqualTo(new Progress(2, 0, 1, 0, 1));
    assertThat(batch.items(started, "skipped"))
        .extracting(ItemView::why)
        .hasSize(1)
        .doesNotContainNull();
    assertThat(work.entries(batch.cases.get(0), "resolve:discard")).isEqualTo(1);
    assertThat(work.entries(batch.cases.get(0), "resolve:apply")).isZero();
    assertThat(work.entries(batch.cases.get(1), "resolve:apply")).isEqualTo(1);
  }

  @Test
  @DisplayName("was first where a person comes later, who is told")
  void beforeAPerson() throws Exception {
    batch.stale(1);
    BatchView started = batch.start(ADMIN, APPLY);
    List<CompletableFuture<Object>> person = new ArrayList<>();

    batch
        .runs(
            (item, real) -> {
              boolean taken = real.take(item);
              person.add(
                  CompletableFuture.supplyAsync(
                      () ->
                          work.inTransaction(
                              () -> work.resolve(ADMIN, batch.parked.get(0), Resolution.DISCARD))));
              Waiters.await(work.jdbc());
              return taken;
            })
        .run();

    assertThatThrownBy(() -> person.get(0).get(1, TimeUnit.MINUTES))
        .hasMessageContaining("Somebody has changed the issue since you saw it.");
    assertThat(batch.look(started).progress()).isEqualTo(new Progress(1, 0, 1, 0, 0));
    assertThat(work.entries(batch.cases.get(0), "resolve:discard")).isZero();
  }

  @Test
  @DisplayName("two people on the same issue: the first wins, the second is told")
  void twoPeople() throws Exception {
    batch.stale(1);
    CompletableFuture<Object> second =
        work.inTransaction(
            () -> {
              work.resolve(ADMIN, batch.parked.get(0), Resolution.APPLY);
              CompletableFuture<Object> later =
                  CompletableFuture.supplyAsync(
                      () ->
                          work.inTransaction(
                              () -> work.resolve(ADMIN, batch.parked.get(0), Resolution.DISCARD)));
              Waiters.await(work.jdbc());
              return later;
            });

    assertThatThrownBy(() -> second.get(1, TimeUnit.MINUTES))
        .hasMessageContaining("Somebody has changed the issue since you saw it.");
    assertThat(work.entries(batch.cases.get(0), "resolve:apply")).isEqualTo(1);
    assertThat(work.entries(batch.cases.get(0), "resolve:discard")).isZero();
  }

  @Test
  @DisplayName("runs on one node at a time")
  void oneAtATime() throws Exception {
    batch.stale(2);
    BatchView started = batch.start(ADMIN, APPLY);
    AtomicInteger elsewhere = new AtomicInteger();
    BatchRuns otherNode =
        batch.runs(
            (item, real) -> {
              elsewhere.incrementAndGet();
              return real.take(item);
            });

    batch
        .runs(
            (item, real) -> {
              CompletableFuture.runAsync(otherNode::run).get(1, TimeUnit.MINUTES);
              return real.take(item);
            })
        .run();

    assertThat(elsewhere).hasValue(0);
    assertThat(batch.look(started).progress().done()).isEqualTo(2);
  }

  @Test
  @DisplayName("comes back to an issue that somebody is in the way of, and gives it up at last")
  void inTheWay() throws Exception {
    batch.stale(2);
    work.server.patience(Duration.ofMillis(100));
    BatchView started = batch.start(ADMIN, APPLY);
    List<UUID> order = new ArrayList<>();

    work.inTransaction(
        () -> {
          work.server.beans().get(Judging.class).lock(List.of(batch.cases.get(0)));
          CompletableFuture.runAsync(
                  () ->
                      batch
                          .runs(
                              (item, real) -> {
                                order.add(item.issue());
                                return real.take(item);
                              })
                          .run())
              .get(1, TimeUnit.MINUTES);
          return started;
        });

    UUID first = issue(batch.parked.get(0));
    assertThat(order).containsExactly(first, issue(batch.parked.get(1)), first, first);
    assertThat(batch.look(started).progress()).isEqualTo(new Progress(2, 0, 1, 1, 0));
    assertThat(batch.items(started, "failed"))
        .extracting(ItemView::why)
        .first()
        .asString()
        .contains("in the way");
  }
}
