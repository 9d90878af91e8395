package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.operations.internal.OperationsLog.LOG;

import dev.holdfast.server.archive.api.Expiry;
import dev.holdfast.server.operations.api.Purging.Purged;
import dev.holdfast.server.operations.internal.PurgeRecord.Gone;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RaisedAlerts;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.sync.api.SyncTraces;
import dev.holdfast.server.tables.api.Tombstones;
import dev.holdfast.server.tables.api.Tombstones.Forgotten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;

/**
 * Removes what is older than the settings say. To be called without a transaction: every statement
 * is one. The beginning is claimed in the database, so that many nodes and restarts keep to the
 * minimum time between purges, and one is at work at a time. A purge that ends in the middle has
 * lost nothing; the next one goes on. Outcomes of actions and the audit trail are never purged, and
 * cases with their histories only where a package has a retention.
 */
@ApplicationScoped
public class Purge {
  private static final int BATCH = 5_000;

  private final PurgeRecord record;
  private final Tombstones tombstones;
  private final SyncTraces traces;
  private final RaisedAlerts alerts;
  private final Expiry expiry;
  private final Settings settings;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Purge() {
    this(null, null, null, null, null, null);
  }

  /** Purges a database. */
  @Inject
  public Purge(
      Jdbc jdbc,
      Tombstones tombstones,
      SyncTraces traces,
      Expiry expiry,
      Settings settings,
      Clock clock) {
    this.record = new PurgeRecord(jdbc);
    this.tombstones = tombstones;
    this.traces = traces;
    this.alerts = new RaisedAlerts(jdbc);
    this.expiry = expiry;
    this.settings = settings;
    this.clock = clock;
  }

  /** Purges if the minimum time has passed since the last purge began, on whichever node. */
  public Optional<Purged> runIfDue() {
    Optional<Instant> begun = begin();
    begun.ifPresent(this::run);
    return begun.flatMap(start -> last());
  }

  /** Claims the beginning; empty if the minimum time has not passed, or one is at work. */
  public Optional<Instant> begin() {
    Instant start = clock.instant();
    Duration pause = settings.get(OperationsSettings.MIN_TIME_BETWEEN_PURGES);
    return record.claim(start, start.minus(pause)) ? Optional.of(start) : Optional.empty();
  }

  /** Purges what was begun. A failure is noted, and passed on. */
  public void run(Instant start) {
    record.inTurn(start, clock.instant(), () -> noting(start));
  }

  /** What was begun can't be run. */
  public void failed(Instant start, String why) {
    record.end(start, clock.instant(), why);
  }

  /** The last one, if there was any. */
  public Optional<Purged> last() {
    return record.last(clock.instant());
  }

  private void noting(Instant start) {
    try {
      work(start);
    } catch (RuntimeException e) {
      LOG.purgeFailed(e);
      failed(start, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void work(Instant start) {
    Forgotten forgotten = forget(start);
    Gone rows = Gone.NOTHING.withRows(forgotten.tombstones(), forgotten.sums());
    Instant past = before(start, OperationsSettings.SYNC_LOG_RETENTION);
    Gone syncs =
        rows.withSyncs(
            inBatches(start, "sync-log", () -> traces.forgetSyncs(past, BATCH), rows::withSyncs));
    record.progress(start, "devices", syncs);
    traces.forgetRevoked(past);
    Instant closed = before(start, OperationsSettings.ALERT_RETENTION);
    Gone left =
        syncs.withAlerts(
            inBatches(start, "alerts", () -> alerts.forget(closed, BATCH), syncs::withAlerts));
    record.progress(start, "cases", left);
    Gone gone =
        left.withCases(
            expiry.remove(soFar -> record.progress(start, "cases", left.withCases(soFar))));
    record.progress(start, null, gone);
    Instant end = clock.instant();
    record.end(start, end, null);
    LOG.purged(
        gone.tombstones(),
        gone.sums(),
        gone.syncs(),
        gone.alerts(),
        gone.cases(),
        Duration.between(start, end).toMillis());
  }

  private Instant before(Instant start, Setting<Duration> retention) {
    return start.minus(settings.get(retention));
  }

  /** What no transaction since then has written. */
  private Forgotten forget(Instant start) {
    String step = "tombstones";
    record.progress(start, step, Gone.NOTHING);
    return traces
        .transactionBefore(before(start, OperationsSettings.RETENTION))
        .map(
            bound ->
                tombstones.forget(
                    bound, soFar -> record.progress(start, step, Gone.NOTHING.withRows(soFar, 0))))
        .orElse(new Forgotten(0, 0));
  }

  private long inBatches(Instant start, String step, IntSupplier batch, LongFunction<Gone> soFar) {
    long all = 0;
    int gone;
    do {
      record.progress(start, step, soFar.apply(all));
      gone = batch.getAsInt();
      all += gone;
    } while (gone == BATCH);
    return all;
  }
}
