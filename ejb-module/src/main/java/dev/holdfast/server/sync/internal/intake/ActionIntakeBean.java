package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IntakeLog.LOG;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.ActionIntake;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches: first as a whole in one transaction; if that fails, each action in its own, so
 * that one that makes the server fail doesn't keep the others from being judged.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ActionIntakeBean implements ActionIntake {
  @Inject private IntakeTransaction transaction;
  @Inject private Ids ids;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ActionIntakeBean() {}

  @Override
  public ActionAnswer submit(Caller caller, ActionBatch batch) throws RefusedException {
    UUID device = caller.requireDevice();
    @Nullable List<JsonNode> actions = batch.actions();
    if (actions == null) {
      throw new RefusedException(ErrorCode.MALFORMED, "The batch has no actions.");
    }
    if (actions.size() > ActionBatch.MAX_ACTIONS) {
      throw new RefusedException(
          ErrorCode.TOO_LARGE, "A batch has at most " + ActionBatch.MAX_ACTIONS + " actions.");
    }
    List<Arrival> arrivals = actions.stream().map(json -> Arrival.of(device, json)).toList();
    return new ActionAnswer(judge(caller, device, arrivals), clock.instant());
  }

  private List<ActionOutcome> judge(Caller caller, UUID device, List<Arrival> arrivals)
      throws RefusedException {
    try {
      return transaction.judge(caller, device, arrivals);
    } catch (RuntimeException e) {
      LOG.batchFailed(e, device, arrivals.size());
    }
    List<ActionOutcome> outcomes = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      outcomes.add(judgeAlone(caller, device, arrival));
    }
    return outcomes;
  }

  /** As it is; parked if the server fails on it; parked as bare text if it fails even on that. */
  private ActionOutcome judgeAlone(Caller caller, UUID device, Arrival arrival)
      throws RefusedException {
    UUID incident = ids.next();
    for (Arrival attempt : List.of(arrival, arrival.failed(incident), arrival.raw(incident))) {
      try {
        return transaction.judge(caller, device, List.of(attempt)).get(0);
      } catch (RuntimeException e) {
        LOG.actionFailed(e, incident, device, arrival.id());
        if (Failures.passing(e)) {
          break;
        }
      }
    }
    throw new RefusedException(
        ErrorCode.UNAVAILABLE, "The server can't judge now. Send the same again later.");
  }
}
