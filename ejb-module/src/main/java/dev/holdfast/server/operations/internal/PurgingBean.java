package dev.holdfast.server.operations.internal;

import dev.holdfast.server.operations.api.Purging;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Outside of transactions, because a purge is many small ones; it runs in a thread of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurgingBean implements Purging {
  private final Purge purge;
  private final PurgeBeginning beginning;
  private final PurgeThread thread;
  private final Settings settings;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected PurgingBean() {
    this(null, null, null, null, null);
  }

  /** Purges a database. */
  @Inject
  public PurgingBean(
      Purge purge, PurgeBeginning beginning, PurgeThread thread, Settings settings, Clock clock) {
    this.purge = purge;
    this.beginning = beginning;
    this.thread = thread;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public PurgeState state(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    Duration retention = settings.get(OperationsSettings.RETENTION);
    Duration pause = settings.get(OperationsSettings.MIN_TIME_BETWEEN_PURGES);
    Optional<Purged> last = purge.last();
    return new PurgeState(
        last.orElse(null),
        last.map(purged -> purged.startedAt().minus(retention)).orElse(null),
        last.map(purged -> purged.startedAt().plus(pause)).orElse(null),
        retention,
        settings.get(OperationsSettings.SYNC_LOG_RETENTION),
        settings.get(OperationsSettings.ALERT_RETENTION),
        pause);
  }

  @Override
  public PurgeState purge(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    Optional<Instant> begun = beginning.ordered(caller);
    if (begun.isEmpty()) {
      throw refused(purge.last().orElseThrow());
    }
    start(begun.get());
    return state(caller);
  }

  private void start(Instant begun) throws RefusedException {
    try {
      thread.run(() -> purge.run(begun));
    } catch (RejectedExecutionException e) {
      String why = "The server was being stopped.";
      purge.failed(begun, why);
      throw new RefusedException(ErrorCode.UNAVAILABLE, why + " Nothing was purged.");
    }
  }

  private RefusedException refused(Purged last) {
    Duration pause = settings.get(OperationsSettings.MIN_TIME_BETWEEN_PURGES);
    Instant next = last.startedAt().plus(pause);
    Duration wait = Duration.between(clock.instant(), next);
    if (last.status() == Status.RUNNING) {
      return RefusedException.later(
          ErrorCode.CONFLICT,
          "A purge is running, begun at " + last.startedAt() + '.',
          wait.isNegative() ? Duration.ZERO : wait);
    }
    return RefusedException.later(
        ErrorCode.CONFLICT,
        "The next purge may begin at "
            + next
            + ", says "
            + OperationsSettings.MIN_TIME_BETWEEN_PURGES.property()
            + '.',
        wait.isNegative() ? Duration.ZERO : wait);
  }
}
