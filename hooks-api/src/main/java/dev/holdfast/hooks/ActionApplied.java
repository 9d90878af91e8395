package dev.holdfast.hooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action took effect. Fired in its transaction, after the case and its history were written; the
 * events of one transaction come in the order of the actions. An observer that throws rolls the
 * action back, as for {@link ActionJudging}. To hear of it once it is committed, observe with
 * {@code during = TransactionPhase.AFTER_SUCCESS}: what such an observer does is lost if the server
 * dies before it has done it, and its exceptions are logged only; what must not be lost is written
 * to a table in the transaction, or left to a webhook.
 *
 * @param action the action; its case is the one that it took effect on
 * @param effect what it did
 * @param merged whether it was merged with what had changed
 * @param decidedBy who decided that an action that was parked takes effect, null if nobody had to
 * @param at when
 */
public record ActionApplied(
    SubmittedAction action, Effect effect, boolean merged, @Nullable String decidedBy, Instant at)
    implements ActionEvent {}
