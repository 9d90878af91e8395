package dev.holdfast.device.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Takes batches of actions. */
public final class PeerIntake {
  private final Desk desk;
  private final PeerContents contents;
  private final Faults faults;
  private final Clock clock;
  private final List<Integer> batches = new ArrayList<>();
  private final Set<UUID> locked = new HashSet<>();

  PeerIntake(Desk desk, PeerContents contents, Faults faults, Clock clock) {
    this.desk = desk;
    this.contents = contents;
    this.faults = faults;
    this.clock = clock;
  }

  /** Another transaction is in the way of a case, or no longer. */
  public void locked(UUID caseId, boolean is) {
    if (is) {
      locked.add(caseId);
    } else {
      locked.remove(caseId);
    }
  }

  /** Sizes of the batches received, in bytes. */
  public List<Integer> batches() {
    return batches;
  }

  Transport.Answer answer(ApplicationPackage logic, Upcast upcast, User user, ActionBatch batch)
      throws IOException {
    return answer(logic, upcast, user, batch, false);
  }

  /** Judges the last actions of a device: none waits for contents any more. */
  Transport.Answer answerLast(ApplicationPackage logic, Upcast upcast, User user, ActionBatch batch)
      throws IOException {
    return answer(logic, upcast, user, batch, true);
  }

  private Transport.Answer answer(
      ApplicationPackage logic, Upcast upcast, User user, ActionBatch batch, boolean last)
      throws IOException {
    int bytes = WireJson.mapper().writeValueAsBytes(batch).length;
    batches.add(bytes);
    if (bytes > faults.mostBytes()) {
      return new PeerAnswer(413, "{\"code\":\"too-large\",\"detail\":\"no\"}");
    }
    List<ActionOutcome> outcomes = new ArrayList<>();
    List<UUID> retry = new ArrayList<>();
    Set<String> lacks = new TreeSet<>();
    Set<UUID> waiting = new HashSet<>();
    for (JsonNode json : batch.actions()) {
      ActionSubmission action = WireJson.mapper().treeToValue(json, ActionSubmission.class);
      if (locked.contains(action.caseId())) {
        retry.add(action.id());
        continue;
      }
      if (!desk.knows(action.id())) {
        Set<String> lacking = contents.lacking(action);
        if (last && !lacking.isEmpty()) {
          outcomes.add(desk.park(action));
          continue;
        }
        lacks.addAll(lacking);
        if (!lacking.isEmpty() || waiting.contains(action.caseId())) {
          waiting.add(action.caseId());
          retry.add(action.id());
          continue;
        }
      }
      outcomes.add(desk.judge(logic, user, upcast.understand(action)));
    }
    return faults.orLost(
        PeerAnswer.json(
            200, new ActionAnswer(outcomes, retry, List.copyOf(lacks), clock.instant())));
  }
}
