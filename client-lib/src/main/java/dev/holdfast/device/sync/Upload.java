package dev.holdfast.device.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.Queued;
import dev.holdfast.device.queue.Reconciler;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.WireJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends the queue in batches. An action is marked before it is sent and moved when its answer is
 * stored, so a lost answer makes it go again, and it takes effect once.
 */
final class Upload {
  private static final int MOST_CHARACTERS = 512 * 1024;

  private final Database database;
  private final SessionKeeper session;
  private final Reconciler reconciler;
  private final Clock clock;
  private final Consumer<Change> observer;

  Upload(
      Database database,
      SessionKeeper session,
      Reconciler reconciler,
      Clock clock,
      Consumer<Change> observer) {
    this.database = database;
    this.session = session;
    this.reconciler = reconciler;
    this.clock = clock;
    this.observer = observer;
  }

  /** Sends everything. Actions performed meanwhile wait for the next sync. */
  SyncResult.Up run() {
    SyncResult.Up sum = SyncResult.Up.NOTHING;
    int left = database.read(Actions::waiting);
    while (left > 0) {
      SyncResult.Up up = sendBatch();
      sum =
          new SyncResult.Up(
              sum.sent() + up.sent(),
              sum.applied() + up.applied(),
              sum.merged() + up.merged(),
              sum.parked() + up.parked());
      left -= up.sent();
    }
    return sum;
  }

  private SyncResult.Up sendBatch() {
    List<JsonNode> json = new ArrayList<>();
    List<Queued> batch =
        database.write(
            connection -> {
              List<Queued> next =
                  fitting(Actions.toSend(connection, ActionBatch.MAX_ACTIONS), json);
              reconciler.sending(connection, next);
              return next;
            });
    ActionAnswer answer = session.call((api, token) -> api.actions(token, new ActionBatch(json)));
    check(batch, answer.outcomes());
    SyncResult.Up up =
        database.write(
            connection -> {
              Account account =
                  Account.require(connection).measured(answer.serverTime(), clock.instant());
              account.save(connection);
              return reconciler.answered(connection, account, batch, answer.outcomes());
            });
    observer.accept(
        new Change(
            batch.stream().map(action -> action.submission().caseId()).collect(Collectors.toSet()),
            Set.of()));
    return up;
  }

  /** As many as fit into a request, at least one. */
  private static List<Queued> fitting(List<Queued> actions, List<JsonNode> json) {
    List<Queued> batch = new ArrayList<>();
    int characters = 0;
    for (Queued action : actions) {
      JsonNode node = WireJson.mapper().valueToTree(action.submission());
      characters += node.toString().length();
      if (characters > MOST_CHARACTERS && !batch.isEmpty()) {
        break;
      }
      json.add(node);
      batch.add(action);
    }
    return batch;
  }

  private static void check(List<Queued> batch, List<ActionOutcome> outcomes) {
    List<?> sent = batch.stream().map(action -> action.submission().id()).toList();
    List<?> answered = outcomes.stream().map(ActionOutcome::action).toList();
    if (!sent.equals(answered)) {
      throw new SyncFailedException("The server's answer is not about the actions sent.", null);
    }
  }
}
