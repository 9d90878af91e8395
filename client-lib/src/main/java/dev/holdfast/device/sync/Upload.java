package dev.holdfast.device.sync;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Queued;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.transport.NotSentException;
import dev.holdfast.device.transport.TooLargeException;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Sends the queue in batches. An action is marked before it is sent and moved when its answer is
 * stored, so a lost answer makes it go again, and it takes effect once.
 */
final class Upload {
  private final Database database;
  private final SessionKeeper session;
  private final Reconciler reconciler;
  private final Clock clock;
  private final Policies policies;
  private final Consumer<Change> observer;

  Upload(
      Database database,
      SessionKeeper session,
      Reconciler reconciler,
      Clock clock,
      Policies policies,
      Consumer<Change> observer) {
    this.database = database;
    this.session = session;
    this.reconciler = reconciler;
    this.clock = clock;
    this.policies = policies;
    this.observer = observer;
  }

  /**
   * Sends everything. Actions performed meanwhile wait for the next sync, and so do those on cases
   * of which the server could not judge one now.
   *
   * @return why an action can't be sent any more that may have been applied; the sync goes on and
   *     tells it at its end
   */
  Optional<TooLargeException> run() {
    int batchSize = policies.effective().batch();
    int most = batchSize;
    Set<UUID> held = new HashSet<>();
    Optional<TooLargeException> stuck = Optional.empty();
    int left = database.read(Actions::waiting);
    while (left > 0) {
      Batch batch = next(most, held);
      if (batch.size() == 0) {
        break;
      }
      try {
        held.addAll(send(batch));
        left -= batch.size();
      } catch (TooLargeException e) {
        if (batch.size() > 1) {
          most = batch.size() / 2;
          continue;
        }
        if (mayBeKnown(batch)) {
          held.addAll(batch.cases());
          stuck = Optional.of(e);
        } else {
          giveBack(batch, e);
        }
        left--;
        most = batchSize;
      }
    }
    return stuck;
  }

  /**
   * Whether an answer to an action was lost: given back and retried, it would mean the same twice.
   */
  private static boolean mayBeKnown(Batch batch) {
    return batch.actions().get(0).status() == ActionStatus.SENDING;
  }

  private Batch next(int most, Set<UUID> held) {
    return database.write(
        connection -> {
          Batch batch = Batch.fitting(Actions.toSend(connection, held, most));
          reconciler.sending(connection, batch.actions());
          return batch;
        });
  }

  /** Sends a batch; says on which cases the server could not judge now. */
  private Set<UUID> send(Batch batch) {
    ActionAnswer answer;
    try {
      answer = session.call((api, token) -> api.actions(token, batch.request()));
    } catch (HoldfastException e) {
      if (hadNoEffect(e)) {
        unmark(batch, e);
      }
      throw e;
    }
    store(
        batch.judgedBy(answer),
        answer.outcomes(),
        account -> account.measured(answer.serverTime(), clock.instant()));
    return batch.retriedBy(answer).cases();
  }

  /** Whether the server certainly did not get the actions, or did not take them. */
  private static boolean hadNoEffect(HoldfastException e) {
    return e.getCause() instanceof NotSentException
        || e instanceof NotSignedInException
        || e instanceof NotAllowedException
        || e instanceof TooLargeException;
  }

  private void unmark(Batch batch, HoldfastException cause) {
    try {
      database.write(
          connection -> {
            reconciler.notSent(connection, batch.actions());
            return batch;
          });
    } catch (StoreException e) {
      cause.addSuppressed(e);
    }
  }

  /** Returns an action to the user, who is to shorten it: it stays in the queue, refused. */
  private void giveBack(Batch batch, TooLargeException cause) {
    Queued action = batch.actions().get(0);
    ActionOutcome outcome =
        new ActionOutcome(
            action.submission().id(),
            action.submission().caseId(),
            Outcome.RETURNED,
            ParkReason.UNREADABLE,
            List.of(cause.getMessage() + " Retry the action with shorter texts, or cancel it."),
            null,
            0);
    store(batch, List.of(outcome), UnaryOperator.identity());
  }

  private void store(Batch batch, List<ActionOutcome> outcomes, UnaryOperator<Account> change) {
    database.write(
        connection -> {
          Account account = change.apply(Account.require(connection));
          account.save(connection);
          SyncResult.Up counted =
              reconciler.answered(connection, account, batch.actions(), outcomes);
          Sent.add(connection, counted);
          return counted;
        });
    observer.accept(new Change(batch.cases(), Set.of()));
  }
}
