package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IntakeLog.LOG;

import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Judges the actions of a batch that failed as a whole, each in a transaction of its own: one that
 * can't be judged now holds up nothing but what builds on it. Used once, not thread-safe.
 *
 * <p>Each wait in vain halves the patience for the next, so a batch that is blocked everywhere is
 * answered after some seconds and not after as many as it has actions.
 */
final class OneByOne {
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(50);

  private final IntakeTransaction transaction;
  private final Ids ids;
  private final Caller caller;
  private final UUID device;
  private final List<ActionOutcome> outcomes = new ArrayList<>();
  private final Waiting waiting;
  private Duration patience;

  OneByOne(IntakeTransaction transaction, Ids ids, Caller caller, UUID device, Duration patience) {
    this.transaction = transaction;
    this.waiting = new Waiting(transaction);
    this.ids = ids;
    this.caller = caller;
    this.device = device;
    this.patience = patience;
  }

  /**
   * Judges all that can be judged.
   *
   * @throws RefusedException {@code UNAVAILABLE} if the database can't work now
   */
  void judge(List<Arrival> arrivals) throws RefusedException {
    for (Arrival arrival : arrivals) {
      Optional<ActionOutcome> outcome =
          waiting.holds(arrival) ? Optional.empty() : attempt(arrival);
      if (outcome.isPresent()) {
        outcomes.add(outcome.get());
      } else {
        waiting.add(arrival);
      }
    }
  }

  /** Outcomes of those that were judged, in order. */
  List<ActionOutcome> outcomes() {
    return outcomes;
  }

  /** As it is; parked if the server fails on it; parked as bare text if it fails even on that. */
  private Optional<ActionOutcome> attempt(Arrival arrival) throws RefusedException {
    UUID incident = ids.next();
    for (Arrival attempt : List.of(arrival, arrival.failed(incident), arrival.raw(incident))) {
      try {
        return Optional.of(judge(attempt));
      } catch (RuntimeException e) {
        if (Failure.of(e) == Failure.IN_THE_WAY) {
          LOG.actionWaits(device, arrival.id(), Failure.root(e));
          patience = shorter(patience);
          return Optional.empty();
        }
        LOG.actionFailed(e, incident, device, arrival.id());
        if (Failure.of(e) == Failure.AWAY) {
          break;
        }
      }
    }
    throw new RefusedException(
        ErrorCode.UNAVAILABLE, "The server can't judge now. Send the same again later.");
  }

  /**
   * What was cut short is judged once more with hardly any patience for locks: if one was in the
   * way, that shows now, and if not, the action itself is too much.
   */
  private ActionOutcome judge(Arrival arrival) {
    try {
      return transaction.judge(caller, device, List.of(arrival), patience).get(0);
    } catch (RuntimeException e) {
      if (Failure.of(e) != Failure.CUT_SHORT) {
        throw e;
      }
      return transaction.judge(caller, device, List.of(arrival), LEAST_PATIENCE).get(0);
    }
  }

  private static Duration shorter(Duration patience) {
    Duration half = patience.dividedBy(2);
    return half.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : half;
  }
}
