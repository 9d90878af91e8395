package dev.holdfast.device.sync;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.store.Undertaking;
import java.time.Clock;
import java.util.function.Function;

/** Requests beside a sync that somebody may end while they wait for the server. */
public final class EndedEarly {
  private EndedEarly() {}

  /**
   * Does something by a session.
   *
   * @throws CancelledException if it was ended
   */
  public static <T> T call(
      SessionKeeper session,
      Cancellation cancellation,
      Clock clock,
      Function<SessionKeeper, T> work) {
    try (Undertaking undertaking = new Undertaking(progress -> {}, cancellation, clock)) {
      return call(session, undertaking, work);
    }
  }

  /** A connection that was cut to end it is not a server that is away. */
  private static <T> T call(
      SessionKeeper session, Undertaking undertaking, Function<SessionKeeper, T> work) {
    try {
      return work.apply(session.within(undertaking));
    } catch (UnreachableException e) {
      throw undertaking.hasToEnd() ? new CancelledException(e) : e;
    }
  }
}
