package dev.holdfast.hooks;

import java.time.Instant;
import java.util.List;

/**
 * An action did not take effect: it waits in the issue workbasket. Fired in its transaction, like
 * {@link ActionApplied}. There is no event for what the server can't read: only an issue.
 *
 * @param action the action
 * @param reason why, a code: {@code stale}, {@code already-completed}, {@code not-available},
 *     {@code not-allowed}, {@code old-logic}, {@code unreadable}, {@code follows-parked}, {@code
 *     failed}
 * @param messages why, for people
 * @param workbasket where it waits
 * @param at when
 */
public record ActionParked(
    SubmittedAction action, String reason, List<String> messages, String workbasket, Instant at)
    implements ActionEvent {

  /** Keeps a copy of the messages. */
  public ActionParked {
    messages = List.copyOf(messages);
  }
}
