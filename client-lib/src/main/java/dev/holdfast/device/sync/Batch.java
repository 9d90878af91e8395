package dev.holdfast.device.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.queue.Queued;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Actions that go in one request.
 *
 * @param actions the actions as they were before they were marked
 * @param json the same, as they are sent
 */
record Batch(List<Queued> actions, List<JsonNode> json) {
  /** What is around the actions in a request, and some air for whoever counts otherwise. */
  private static final int AROUND_BYTES = 1024;

  /** As many of these as fit into a request, at least one. */
  static Batch fitting(List<Queued> actions) {
    List<Queued> fitting = new ArrayList<>();
    List<JsonNode> json = new ArrayList<>();
    int bytes = AROUND_BYTES;
    for (Queued action : actions) {
      JsonNode node = WireJson.mapper().valueToTree(action.submission());
      bytes += 1 + node.toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > ActionBatch.MAX_BYTES && !fitting.isEmpty()) {
        break;
      }
      fitting.add(action);
      json.add(node);
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

  /** Refuses an answer that is about other actions. */
  void check(List<ActionOutcome> outcomes) {
    List<?> sent = actions.stream().map(action -> action.submission().id()).toList();
    List<?> answered = outcomes.stream().map(ActionOutcome::action).toList();
    if (!sent.equals(answered)) {
      throw new SyncFailedException("The server's answer is not about the actions sent.", null);
    }
  }
}
