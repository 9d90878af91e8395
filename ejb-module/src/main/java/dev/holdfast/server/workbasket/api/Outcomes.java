package dev.holdfast.server.workbasket.api;

import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.UUID;

/**
 * What the workbasket needs of who keeps the outcomes; the sync feature answers. In the caller's
 * transaction.
 */
public interface Outcomes {

  /**
   * What has become of a parked action.
   *
   * @param action the action
   * @param outcome the new outcome; {@code PARKED} if it stays with another reason
   * @param reason why it was parked, or is now
   * @param messages what to tell the device's user
   * @param version the case's version after it, 0 if it had no effect
   */
  record Decided(
      UUID action, Outcome outcome, ParkReason reason, List<String> messages, long version) {}

  /** Replaces outcomes; the devices get them with their next delta. */
  void replace(List<Decided> decided);
}
