package dev.holdfast.server.archive.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.archive.api.Expiry;
import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldSubject.WholeType;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.Waiters;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hold that is placed while its case is being removed: what was answered is true. */
@Timeout(60)
class HoldRaceTest {
  private static final Caller ADMIN =
      new Caller(new User("root", Set.of(Caller.ADMINISTRATOR), Map.of()), null);

  private final ArchiveWork work = new ArchiveWork();
  private final UUID over = work.closed("last", 11);

  @Test
  void aHoldOnACaseThatIsBeingRemovedIsRefusedOnceItIsGone() {
    work.holds();
    CompletableFuture<HoldView> placed =
        work.beans()
            .inTransaction(
                () -> {
                  work.beans().get(Expiry.class).remove(soFar -> {});
                  CompletableFuture<HoldView> placing =
                      CompletableFuture.supplyAsync(this::placeOnTheCase);
                  Waiters.await(work.jdbc());
                  return placing;
                });

    assertThat(catchThrowable(placed::join))
        .hasRootCauseInstanceOf(RefusedException.class)
        .rootCause()
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void whatIsHeldIsNotRemovedByWhoWaitedForTheHold() {
    work.beans().get(Expiry.class);
    CompletableFuture<Long> removed =
        work.beans()
            .inTransaction(
                () -> {
                  work.holds().place(ADMIN, new WholeType("inspection-test", "last"), "x");
                  CompletableFuture<Long> removing = CompletableFuture.supplyAsync(work::expire);
                  Waiters.await(work.jdbc());
                  return removing;
                });

    assertThat(removed.join()).isZero();
    assertThat(work.isThere(over)).isTrue();
  }

  private HoldView placeOnTheCase() {
    return work.beans().inTransaction(() -> work.holds().place(ADMIN, new OneCase(over), "x"));
  }
}
