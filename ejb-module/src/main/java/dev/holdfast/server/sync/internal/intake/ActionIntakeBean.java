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
import dev.holdfast.server.sync.internal.intake.Sieve.Sifted;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes batches: first as a whole in one transaction; if that fails, each action in its own, so
 * that one that makes the server fail or wait doesn't keep the others from being judged.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ActionIntakeBean implements ActionIntake {
  @Inject private IntakeTransaction transaction;
  @Inject private Sieve sieve;
  @Inject private Patience patience;
  @Inject private Ids ids;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ActionIntakeBean() {}

  @Override
  public ActionAnswer submit(Caller caller, ActionBatch batch) throws RefusedException {
    return answer(caller, batch, false);
  }

  @Override
  public ActionAnswer submitLast(Caller caller, ActionBatch batch) throws RefusedException {
    return answer(caller, batch, true);
  }

  private ActionAnswer answer(Caller caller, ActionBatch batch, boolean last)
      throws RefusedException {
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
    Sifted sifted = sieve.sift(caller, arrivals, transaction, last);
    List<ActionOutcome> outcomes = judge(caller, device, sifted.judged());
    return new ActionAnswer(
        outcomes, retry(arrivals, outcomes), List.copyOf(sifted.lacks()), clock.instant());
  }

  /** Whatever is not answered is to come again. */
  private static List<UUID> retry(List<Arrival> arrivals, List<ActionOutcome> outcomes) {
    Set<UUID> answered = outcomes.stream().map(ActionOutcome::action).collect(Collectors.toSet());
    return arrivals.stream().map(Arrival::id).filter(id -> !answered.contains(id)).toList();
  }

  private List<ActionOutcome> judge(Caller caller, UUID device, List<Arrival> arrivals)
      throws RefusedException {
    Duration usual = patience.usual();
    try {
      return transaction.judge(caller, device, arrivals, usual);
    } catch (RuntimeException e) {
      if (Failure.of(e) == Failure.IN_THE_WAY) {
        LOG.batchWaits(device, arrivals.size());
      } else {
        LOG.batchFailed(e, device, arrivals.size());
      }
    }
    OneByOne singly = new OneByOne(transaction, ids, caller, device, usual.dividedBy(2));
    singly.judge(arrivals);
    return singly.outcomes();
  }
}
