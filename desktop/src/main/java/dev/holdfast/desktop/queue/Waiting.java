package dev.holdfast.desktop.queue;

import dev.holdfast.device.api.PendingAction;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that the server has not taken, as it is shown.
 *
 * @param pending it
 * @param title what was done, to what
 * @param when when that was
 * @param kind how it stands
 * @param status how it stands, in a word or two
 * @param explanation what that means and what can be done, in plain words
 * @param said what the server or a person said about it
 * @param values what it sets, a line each
 */
public record Waiting(
    PendingAction pending,
    String title,
    String when,
    Kind kind,
    String status,
    String explanation,
    List<String> said,
    List<String> values) {

  /** How an action stands. */
  public enum Kind {
    /** It goes up with the next sync. */
    WAITS,
    /** It was sent, and there is no answer yet. */
    SENT,
    /** A person decides on it. */
    PARKED,
    /** A person gave it back, or it can't be sent: the user decides. */
    RETURNED
  }

  /** Its id. */
  public UUID id() {
    return pending.action();
  }

  /** Whether it can be performed again. */
  public boolean canRetry() {
    return kind == Kind.PARKED || kind == Kind.RETURNED;
  }

  /** Whether it can be taken back or let go of. */
  public boolean canCancel() {
    return kind != Kind.SENT;
  }

  /**
   * What is asked before an action is taken back that others follow.
   *
   * @param waiting the action
   * @param followers the later actions on the same case, which go with it
   */
  public record Question(Waiting waiting, List<Waiting> followers) {}

  /**
   * What the server has answered.
   *
   * @param title what was done, to what
   * @param outcome what became of it, in plain words
   * @param said what the server or a person said about it
   * @param caseId the case, null if nobody knows
   */
  public record Answer(String title, String outcome, List<String> said, @Nullable UUID caseId) {}
}
