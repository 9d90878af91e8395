package dev.holdfast.server.casework.api;

import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submitted action. It has taken effect, and is in the history, when this is
 * returned; committed with the caller's transaction.
 *
 * @param submitted the action
 * @param outcome {@code APPLIED}, {@code MERGED} or {@code PARKED}
 * @param reason why it was parked, null unless parked
 * @param messages what to tell the user
 * @param version the case's version after it, 0 if it had no effect
 * @param parking where and how it waits, null unless parked
 */
public record Verdict(
    Submitted submitted,
    Outcome outcome,
    @Nullable ParkReason reason,
    List<String> messages,
    long version,
    @Nullable Parking parking) {

  /**
   * Where and how a parked action waits.
   *
   * @param workbasket the named workbasket that its package routes it to
   * @param cause the field that the first message is about, else the message's code; null if there
   *     is no more to say than the reason
   * @param behind the parked action that it waits behind, null if it waits for itself
   */
  public record Parking(String workbasket, @Nullable String cause, @Nullable UUID behind) {}

  /** Whether it goes to the workbasket. */
  public boolean parked() {
    return outcome == Outcome.PARKED;
  }
}
