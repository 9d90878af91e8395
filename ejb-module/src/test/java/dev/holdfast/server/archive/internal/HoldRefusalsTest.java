package dev.holdfast.server.archive.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldSubject.WholeType;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Who may not place and lift legal holds, and what can't be held. */
class HoldRefusalsTest {
  private static final Caller ADMIN =
      new Caller(new User("root", Set.of(Caller.ADMINISTRATOR), Map.of()), null);
  private static final Caller CASEWORKER =
      new Caller(new User("mia", Set.of(Caller.CASEWORKER), Map.of()), null);

  private final ArchiveWork work = new ArchiveWork();
  private final OneCase held = new OneCase(work.closed("last", 1));

  @Test
  void onlyAdministratorsPlaceLiftAndSeeThem() {
    HoldView hold = work.beans().inTransaction(() -> work.holds().place(ADMIN, held, "x"));

    refused(ErrorCode.NOT_ALLOWED, () -> work.holds().place(CASEWORKER, held, "x"));
    refused(ErrorCode.NOT_ALLOWED, () -> work.holds().lift(CASEWORKER, hold.id(), "x"));
    refused(ErrorCode.NOT_ALLOWED, () -> work.holds().of(CASEWORKER, held.id()));
    refused(
        ErrorCode.NOT_ALLOWED,
        () -> work.holds().list(CASEWORKER, false, new PageRequest(0, 1, null, false)));
  }

  @Test
  void thereHasToBeAReasonAndSomethingToHold() {
    refused(ErrorCode.INVALID, () -> work.holds().place(ADMIN, held, " "));
    refused(ErrorCode.INVALID, () -> work.holds().place(ADMIN, held, null));
    refused(
        ErrorCode.NOT_FOUND, () -> work.holds().place(ADMIN, new OneCase(UUID.randomUUID()), "x"));
    refused(
        ErrorCode.NOT_FOUND,
        () -> work.holds().place(ADMIN, new WholeType("inspection-test", "none"), "x"));
    refused(
        ErrorCode.NOT_FOUND, () -> work.holds().place(ADMIN, new WholeType("none", "last"), "x"));
  }

  @Test
  void aHoldIsLiftedOnce() {
    HoldView hold = work.beans().inTransaction(() -> work.holds().place(ADMIN, held, "x"));
    work.beans().inTransaction(() -> work.holds().lift(ADMIN, hold.id(), "y"));

    refused(ErrorCode.CONFLICT, () -> work.holds().lift(ADMIN, hold.id(), "y"));
    refused(ErrorCode.NOT_FOUND, () -> work.holds().lift(ADMIN, UUID.randomUUID(), "y"));
  }

  private void refused(ErrorCode code, Callable<?> useCase) {
    assertThat(catchThrowable(() -> work.beans().inTransaction(useCase)))
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
