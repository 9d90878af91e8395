package dev.holdfast.device.sync;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.protocol.TooLargeException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Awaited;
import dev.holdfast.device.queue.Queued;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.queue.Unsendable;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.transport.NotSentException;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the queue in batches. An action is marked before it is sent and moved when its answer is
 * stored, so a lost answer makes it go again, and it takes effect once.
 */
final class Upload {
  private static final String STUCK =
      "%s These actions may have taken effect, and can't be sent again: %s. Each stays in the queue,"
          + " with what comes after it on its case, until it can be sent or is cancelled.";

  private final Database database;
  private final Desk desk;
  private final Reconciler reconciler;
  private final Clock clock;
  private final Policies policies;
  private final Consumer<Change> observer;
  private final Undertaking undertaking;
  private final Meter meter;
  private final Lacked lacked = new Lacked();
  private boolean postponed;

  /** Cases on which the server could not judge now, or can't: nothing more is sent of them. */
  private final Set<UUID> held = new HashSet<>();

  /** What can't be sent any more although it may have been applied. */
  private final List<UUID> stuck = new ArrayList<>();

  private @Nullable TooLargeException tooLarge;

  /**
   * Sends a store's queue.
   *
   * @param desk judges it; its requests end early when the undertaking is to end
   */
  Upload(Attempt.Parts parts, Desk desk, Undertaking undertaking) {
    this.database = parts.database();
    this.desk = desk;
    this.reconciler = parts.reconciler();
    this.clock = parts.surroundings().clock();
    this.policies = parts.surroundings().policies();
    this.meter = parts.surroundings().connection().meter();
    this.observer = parts.observer();
    this.undertaking = undertaking;
  }

  /** Who judges actions. */
  @FunctionalInterface
  interface Desk {
    /** Sends a batch and waits for the answer. */
    ActionAnswer judge(ActionBatch batch);

    /** Whether actions go whose contents the server lacks, because those can't go any more. */
    default boolean takesWithoutContents() {
      return false;
    }
  }

  /**
   * Sends what waits. Actions performed meanwhile wait for the next sync, and so does what builds
   * on one that the server could not judge now.
   *
   * @param waiting how many actions wait to be sent
   * @throws dev.holdfast.device.api.CancelledException if it is to end; what was not sent can be
   *     taken back
   */
  void run(int waiting) {
    undertaking.begin(Progress.Stage.SENDING, waiting, Undertaking.UNKNOWN);
    long before = meter.untaken().sent();
    int batchSize = policies.effective().batch();
    int most = batchSize;
    int left = waiting;
    Batch batch = next(left, most);
    while (batch.size() > 0) {
      try {
        ActionAnswer answer = send(batch);
        left -= batch.size();
        batch = store(batch, answer, left, most);
      } catch (TooLargeException e) {
        if (batch.size() > 1) {
          most = batch.size() / 2;
        } else {
          if (mayBeKnown(batch)) {
            held.addAll(batch.cases());
            noteUnsendable(batch, e);
          } else {
            giveBack(batch, e);
          }
          left--;
          most = batchSize;
        }
        batch = next(left, most);
      }
      undertaking.reached(waiting - left, meter.untaken().sent() - before);
    }
  }

  /**
   * Which actions can't be sent any more that may have been applied, and why; the sync goes on and
   * tells it at its end.
   */
  Optional<TooLargeException> stuck() {
    return Optional.ofNullable(tooLarge)
        .map(why -> new TooLargeException(STUCK.formatted(why.getMessage(), stuck)));
  }

  /** Whether what is left can't be sent, however often it is tried. */
  boolean isHopeless() {
    return !postponed && (!stuck.isEmpty() || lacked.any());
  }

  /**
   * Whether an answer to an action was lost: given back and retried, it would mean the same twice.
   */
  private static boolean mayBeKnown(Batch batch) {
    return batch.actions().get(0).status() != ActionStatus.PENDING;
  }

  private Batch next(int left, int most) {
    return left <= 0 ? Batch.NONE : database.write(connection -> next(connection, most));
  }

  private Batch next(Connection connection, int most) throws SQLException {
    Set<UUID> lacking = desk.takesWithoutContents() ? Set.of() : Awaited.by(connection).keySet();
    Batch batch = Batch.fitting(Actions.toSend(connection, held, lacking, most));
    reconciler.sending(connection, batch.actions());
    return batch;
  }

  private ActionAnswer send(Batch batch) {
    try {
      return desk.judge(batch.request());
    } catch (HoldfastException e) {
      if (hadNoEffect(e)) {
        unmark(batch, e);
      }
      throw e;
    }
  }

  /**
   * Stores an answer, and marks the next batch in the same transaction: each is a wait for the
   * disk.
   */
  private Batch store(Batch batch, ActionAnswer answer, int left, int most) {
    Batch judged = batch.judgedBy(answer);
    Batch retried = batch.retriedBy(answer);
    Set<String> lacks = answer.lacks() == null ? Set.of() : Set.copyOf(answer.lacks());
    postponed |= retried.size() > 0 && lacks.isEmpty();
    held.addAll(lacked.holdUp(retried, lacks, database));
    Stored stored =
        database.write(
            connection -> {
              lacked.note(connection, reconciler, retried, lacks);
              Set<UUID> cases =
                  store(
                      connection,
                      judged,
                      answer.outcomes(),
                      account -> account.measured(answer.serverTime(), clock.instant()));
              return new Stored(cases, left <= 0 ? Batch.NONE : next(connection, most));
            });
    tell(stored);
    return stored.next();
  }

  /** A stored answer: the cases of which something else may be shown now, and the next batch. */
  private record Stored(Set<UUID> cases, Batch next) {}

  /** Tells of an answer; should an observer fail, the next batch is not sent. */
  private void tell(Stored stored) {
    boolean told = false;
    try {
      observer.accept(new Change(stored.cases(), Set.of()));
      told = true;
    } finally {
      if (!told) {
        unmark(stored.next());
      }
    }
  }

  /** Whether the server certainly did not get the actions, or did not take them. */
  private static boolean hadNoEffect(HoldfastException e) {
    return e.getCause() instanceof NotSentException
        || e instanceof NotSignedInException
        || e instanceof NotAllowedException
        || e instanceof CancelledException
        || e instanceof TooLargeException;
  }

  private void unmark(Batch batch, HoldfastException cause) {
    try {
      unmark(batch);
    } catch (StoreException e) {
      cause.addSuppressed(e);
    }
  }

  private void unmark(Batch batch) {
    database.write(
        connection -> {
          reconciler.notSent(connection, batch.actions());
          return batch;
        });
  }

  private void noteUnsendable(Batch batch, TooLargeException cause) {
    UUID action = batch.actions().get(0).submission().id();
    tooLarge = cause;
    stuck.add(action);
    database.write(
        connection -> {
          Unsendable.add(connection, action);
          return batch;
        });
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
    Set<UUID> cases =
        database.write(
            connection -> store(connection, batch, List.of(outcome), UnaryOperator.identity()));
    observer.accept(new Change(cases, Set.of()));
  }

  /** Returns the cases of which something else may be shown now. */
  private Set<UUID> store(
      Connection connection,
      Batch batch,
      List<ActionOutcome> outcomes,
      UnaryOperator<Account> change)
      throws SQLException {
    Account account = change.apply(Account.require(connection));
    account.save(connection);
    Reconciler.Answered answered =
        reconciler.answered(connection, account, batch.actions(), outcomes);
    Sent.add(connection, answered.counted());
    Set<UUID> cases = new HashSet<>(batch.cases());
    cases.addAll(answered.anew());
    return cases;
  }
}
