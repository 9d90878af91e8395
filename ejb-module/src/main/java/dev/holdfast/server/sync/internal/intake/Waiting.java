package dev.holdfast.server.sync.internal.intake;

import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The actions of a batch that wait, and with them what must not overtake them. */
final class Waiting {
  private final IntakeTransaction transaction;
  private final Set<UUID> ids = new HashSet<>();

  /** Nothing waits so far. */
  Waiting(IntakeTransaction transaction) {
    this.transaction = transaction;
  }

  /** An action waits. */
  void add(Arrival arrival) {
    ids.add(arrival.id());
    ids.addAll(arrival.submitted().cases());
    ids.addAll(transaction.parents(arrival.submitted().cases()));
  }

  /**
   * Whether an action has to wait for one of these: it must not overtake an earlier one on its
   * case, on the parent that it names, or on a child of its case: the parent may wait for that.
   */
  boolean holds(Arrival arrival) {
    ActionSubmission action = arrival.submitted().action();
    return arrival.submitted().cases().stream().anyMatch(ids::contains)
        || action != null && ids.contains(action.follows());
  }
}
