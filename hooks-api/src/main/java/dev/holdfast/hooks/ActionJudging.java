package dev.holdfast.hooks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action is about to take effect: everything that its application package asks for is met. An
 * observer may veto it, with a message for the user; then it is parked as {@code not-allowed} with
 * the messages of all who did, or, if a person has decided on it, the decision is refused with
 * them.
 *
 * <p>Fired in the transaction, under the locks of the case, once for each attempt to judge the
 * action: an observer must be quick, must not talk to other systems, and may be asked again about
 * an action whose transaction was rolled back. An observer that throws rolls the action back; it is
 * judged once more by itself and then parked as {@code failed}, with the exception under an
 * incident number in the server's log. It is never lost.
 *
 * <p>Belongs to one thread, and is of no use after the observers have returned.
 */
public final class ActionJudging {
  private final SubmittedAction action;
  private final Effect effect;
  private final @Nullable String decidedBy;
  private final List<String> vetoes = new ArrayList<>();

  /**
   * An action is judged.
   *
   * @param action the action
   * @param effect what it would do
   * @param decidedBy who decided that an action that was parked takes effect, null if nobody had to
   */
  public ActionJudging(SubmittedAction action, Effect effect, @Nullable String decidedBy) {
    this.action = action;
    this.effect = effect;
    this.decidedBy = decidedBy;
  }

  /** The action. */
  public SubmittedAction action() {
    return action;
  }

  /** What it would do. */
  public Effect effect() {
    return effect;
  }

  /** Who decided that an action that was parked takes effect, null if nobody had to. */
  public @Nullable String decidedBy() {
    return decidedBy;
  }

  /**
   * Keeps the action from taking effect.
   *
   * @param message what is wrong and what to do, for the user
   * @throws IllegalArgumentException if the message is blank
   */
  public void veto(String message) {
    if (message.isBlank()) {
      throw new IllegalArgumentException("A veto says what is wrong.");
    }
    vetoes.add(message);
  }

  /** The messages of all vetoes so far. */
  public List<String> vetoes() {
    return List.copyOf(vetoes);
  }
}
