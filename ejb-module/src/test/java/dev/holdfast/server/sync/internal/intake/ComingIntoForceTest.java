package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IssueWork.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hooks.ActionJudging;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.InTheWayException;
import dev.holdfast.server.testing.EventDesk;
import dev.holdfast.server.testing.Waiters;
import dev.holdfast.server.workbasket.api.Resolution;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Others work at the moment when a version comes into force that calls things otherwise. */
@Timeout(120)
class ComingIntoForceTest extends EvolvingTest {
  @Test
  void whoJudgesByTheOldWordsIsWaitedForAndWrittenAnewToo() throws Exception {
    AtomicReference<@Nullable CompletableFuture<?>> deployed = new AtomicReference<>();
    observing(
        new EventDesk()
            .on(
                ActionJudging.class,
                judging -> {
                  CompletableFuture<?> waiting = CompletableFuture.runAsync(() -> deploy(SECOND));
                  deployed.set(waiting);
                  Waiters.await(server.jdbc(), waiting);
                }));

    assertThat(submit(created(Map.of("remarks", "just in time"))).outcome())
        .isEqualTo(Outcome.APPLIED);
    Objects.requireNonNull(deployed.get()).get(1, TimeUnit.MINUTES);

    assertThat(look.field("findings")).isEqualTo("just in time");
    assertThat(look.column("package_version")).isEqualTo("2.0.0");
  }

  @Test
  void whoComesWhileAnotherVersionComesIntoForceIsToldAtOnceToComeAgain() throws Exception {
    submit(created(Map.of("remarks", "dry")));
    server.patience(Duration.ofMinutes(1));
    ActionSubmission note = alice.act("visit", id, "note", 1, Map.of("remarks", "ice"));

    ActionAnswer answer = whileAnotherVersionComesIntoForce(() -> server.answer(alice, note));

    assertThat(answer.retry()).containsExactly(note.id());
    assertThat(answer.outcomes()).isEmpty();
    assertThat(submit(note).outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void whatWasJudgedBeforeIsAnsweredWhileAnotherVersionComesIntoForce() throws Exception {
    ActionSubmission creation = created(Map.of());
    submit(creation);

    assertThat(whileAnotherVersionComesIntoForce(() -> submit(creation)).outcome())
        .isEqualTo(Outcome.APPLIED);
  }

  @Test
  void whoDecidesWhileAnotherVersionComesIntoForceIsToldSo() throws Exception {
    submit(created(Map.of()));
    deploy(SECOND);
    ActionOutcome parked = submit("1.0.0", "note", 1, Map.of("condition", "poor"));
    deploy(THIRD);

    assertThatThrownBy(
            () ->
                whileAnotherVersionComesIntoForce(
                    () -> {
                      work.resolve(ADMIN, parked, Resolution.APPLY, Map.of());
                      return id;
                    }))
        .rootCause()
        .isInstanceOf(InTheWayException.class)
        .hasMessageContaining("inspection-test is coming into force");
    work.resolve(ADMIN, parked, Resolution.APPLY, Map.of());
  }

  private <T> T whileAnotherVersionComesIntoForce(Callable<T> work) {
    return this.work.inTransaction(
        () -> {
          server.beans().get(Packages.class).waitForHolders("inspection-test");
          FutureTask<T> beside = new FutureTask<>(work);
          new Thread(beside, "beside").start();
          return beside.get(20, TimeUnit.SECONDS);
        });
  }
}
