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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

  /**
   * Sends everything. Actions performed meanwhile wait for the next sync, and so do those on cases
   * of which the server could not judge one now.
   */
  SyncResult.Up run() {
    SyncResult.Up sum = SyncResult.Up.NOTHING;
    Set<UUID> held = new HashSet<>();
    int left = database.read(Actions::waiting);
    while (left > 0) {
      List<JsonNode> json = new ArrayList<>();
      List<Queued> batch = nextBatch(held, json);
      if (batch.isEmpty()) {
        break;
      }
      SyncResult.Up up = send(batch, json, held);
      sum =
          new SyncResult.Up(
              sum.sent() + up.sent(),
              sum.applied() + up.applied(),
              sum.merged() + up.merged(),
              sum.parked() + up.parked());
      left -= batch.size();
    }
    return sum;
  }

  private List<Queued> nextBatch(Set<UUID> held, List<JsonNode> json) {
    return database.write(
        connection -> {
          List<Queued> next =
              fitting(Actions.toSend(connection, held, ActionBatch.MAX_ACTIONS), json);
          reconciler.sending(connection, next);
          return next;
        });
  }

  private SyncResult.Up send(List<Queued> batch, List<JsonNode> json, Set<UUID> held) {
    ActionAnswer answer = session.call((api, token) -> api.actions(token, new ActionBatch(json)));
    List<Queued> judged = judged(batch, answer);
    SyncResult.Up up =
        database.write(
            connection -> {
              Account account =
                  Account.require(connection).measured(answer.serverTime(), clock.instant());
              account.save(connection);
              return reconciler.answered(connection, account, judged, answer.outcomes());
            });
    observer.accept(new Change(cases(judged), Set.of()));
    batch.stream().filter(action -> !judged.contains(action)).forEach(a -> held.add(caseOf(a)));
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

  /** Those that the outcomes are about: all but those that are to come again. */
  private static List<Queued> judged(List<Queued> batch, ActionAnswer answer) {
    Set<UUID> retry = Set.copyOf(answer.retry());
    List<Queued> judged =
        batch.stream().filter(action -> !retry.contains(action.submission().id())).toList();
    List<?> expected = judged.stream().map(action -> action.submission().id()).toList();
    List<?> answered = answer.outcomes().stream().map(ActionOutcome::action).toList();
    if (!expected.equals(answered)) {
      throw new SyncFailedException("The server's answer is not about the actions sent.", null);
    }
    return judged;
  }

  private static Set<UUID> cases(List<Queued> actions) {
    return actions.stream().map(Upload::caseOf).collect(Collectors.toSet());
  }

  private static UUID caseOf(Queued action) {
    return action.submission().caseId();
  }
}
