package dev.holdfast.server.sync.internal.intake;

import static dev.holdfast.server.sync.internal.intake.IntakeLog.LOG;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.ActionIntake;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches: first as a whole in one transaction; if that fails, each action in its own, so
 * that one that makes the server fail or wait doesn't keep the others from being judged.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ActionIntakeBean implements ActionIntake {
  @Inject private IntakeTransaction transaction;
  @Inject private Patience patience;
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
    return judge(caller, device, arrivals);
  }

  private ActionAnswer judge(Caller caller, UUID device, List<Arrival> arrivals)
      throws RefusedException {
    Duration usual = patience.usual();
    try {
      List<ActionOutcome> outcomes = transaction.judge(caller, device, arrivals, usual);
      return new ActionAnswer(outcomes, List.of(), null, clock.instant());
    } catch (RuntimeException e) {
      if (Failure.of(e) == Failure.IN_THE_WAY) {
        LOG.batchWaits(device, arrivals.size());
      } else {
        LOG.batchFailed(e, device, arrivals.size());
      }
    }
    OneByOne singly = new OneByOne(transaction, ids, caller, device, usual.dividedBy(2));
    singly.judge(arrivals);
    return new ActionAnswer(singly.outcomes(), singly.retry(), null, clock.instant());
  }
}
