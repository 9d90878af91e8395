package dev.holdfast.device.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.queue.Queued;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Actions that go in one request.
 *
 * @param actions the actions as they were before they were marked
 * @param json the same, as they are sent
 */
record Batch(List<Queued> actions, List<JsonNode> json) {
  /** Nothing to be sent. */
  static final Batch NONE = new Batch(List.of(), List.of());

  /** What is around the actions in a request, and some air for whoever counts otherwise. */
  private static final int AROUND_BYTES = 1024;

  /** As many of these as fit into a request, at least one. */
  static Batch fitting(List<Queued> actions) {
    List<Queued> fitting = new ArrayList<>();
    List<JsonNode> json = new ArrayList<>();
    int bytes = AROUND_BYTES;
    for (Queued action : actions) {
      bytes += 1 + action.json().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > ActionBatch.MAX_BYTES && !fitting.isEmpty()) {
        break;
      }
      fitting.add(action);
      json.add(JsonNodeFactory.instance.rawValueNode(new RawValue(action.json())));
    }
    return new Batch(fitting, json);
  }

  int size() {
    return actions.size();
  }

  ActionBatch request() {
    return new ActionBatch(json);
  }

  Set<UUID> cases() {
    return actions.stream().map(action -> action.submission().caseId()).collect(Collectors.toSet());
  }

  /**
   * Those that an answer's outcomes are about.
   *
   * @throws SyncFailedException if it is about other actions
   */
  Batch judgedBy(ActionAnswer answer) {
    Batch judged = only(action -> !answer.retry().contains(action));
    List<?> expected = judged.actions.stream().map(Batch::id).toList();
    List<?> answered = answer.outcomes().stream().map(ActionOutcome::action).toList();
    if (!expected.equals(answered)) {
      throw new SyncFailedException("The server's answer is not about the actions sent.", null);
    }
    return judged;
  }

  /** Those that are to come again. */
  Batch retriedBy(ActionAnswer answer) {
    return only(answer.retry()::contains);
  }

  private Batch only(Predicate<UUID> wanted) {
    Batch some = new Batch(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < size(); i++) {
      if (wanted.test(id(actions.get(i)))) {
        some.actions.add(actions.get(i));
        some.json.add(json.get(i));
      }
    }
    return some;
  }

  private static UUID id(Queued action) {
    return action.submission().id();
  }
}
