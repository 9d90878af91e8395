package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.operations.internal.OperationsLog.LOG;

import dev.holdfast.server.operations.api.Purging.Purged;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.tables.api.Tombstones;
import dev.holdfast.server.tables.api.Tombstones.Forgotten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes what is older than the settings say. To be called without a transaction: every statement
 * is one. The beginning is claimed in the database, so that many nodes and restarts keep to the
 * minimum time between purges. A purge that ends in the middle has lost nothing; the next one goes
 * on. Outcomes of actions, histories and the audit trail are never purged.
 */
@ApplicationScoped
public class Purge {
  private static final int BATCH = 5_000;

  private static final String CLAIM =
      """
      UPDATE holdfast.purge SET started_at = ?, ended_at = NULL, tombstones = 0, sums = 0, syncs = 0
      WHERE started_at IS NULL OR started_at <= ?
      """;

  private static final String DONE =
      "UPDATE holdfast.purge SET ended_at = ?, tombstones = ?, sums = ?, syncs = ? WHERE started_at = ?";

  // Beacons say which transactions had begun when. Those of another history, which came with a
  // dump,
  // may say anything: no later beacon may be passed by.
  private static final String BOUND =
      """
      SELECT least(max(xid) FILTER (WHERE set_at <= ?), min(xid) FILTER (WHERE set_at > ?),
                   pg_snapshot_xmin(pg_current_snapshot()))::text
      FROM holdfast.epoch_beacon HAVING count(*) FILTER (WHERE set_at <= ?) > 0
      """;

  private static final String SYNCS =
      """
      DELETE FROM holdfast.sync_log l USING (
        SELECT id FROM holdfast.sync_log WHERE at < ? ORDER BY at, id LIMIT ?) old
      WHERE l.id = old.id
      """;

  private static final String STANDINGS =
      """
      DELETE FROM holdfast.device_sync s USING holdfast.device d
      WHERE d.id = s.device_id AND d.revoked_at < ?
      """;

  private final Jdbc jdbc;
  private final Tombstones tombstones;
  private final Settings settings;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Purge() {
    this(null, null, null, null);
  }

  /** Purges a database. */
  @Inject
  public Purge(Jdbc jdbc, Tombstones tombstones, Settings settings, Clock clock) {
    this.jdbc = jdbc;
    this.tombstones = tombstones;
    this.settings = settings;
    this.clock = clock;
  }

  /** Purges if the minimum time has passed since the last purge began, on whichever node. */
  public Optional<Purged> runIfDue() {
    return begin().map(this::run);
  }

  /** Claims the beginning; empty if the minimum time has not passed. */
  public Optional<Instant> begin() {
    Instant start = clock.instant();
    Duration pause = settings.get(OperationsSettings.MIN_TIME_BETWEEN_PURGES);
    return jdbc.update(CLAIM, start, start.minus(pause)) == 0
        ? Optional.empty()
        : Optional.of(start);
  }

  /** Purges what was begun. */
  public Purged run(Instant start) {
    Forgotten forgotten = forget(start.minus(settings.get(OperationsSettings.RETENTION)));
    Instant past = start.minus(settings.get(OperationsSettings.SYNC_LOG_RETENTION));
    long syncs = syncs(past);
    jdbc.update(STANDINGS, past);
    Instant end = clock.instant();
    jdbc.update(DONE, end, forgotten.tombstones(), forgotten.sums(), syncs, start);
    Duration took = Duration.between(start, end);
    LOG.purged(forgotten.tombstones(), forgotten.sums(), syncs, took.toMillis());
    return new Purged(start, took, forgotten.tombstones(), forgotten.sums(), syncs);
  }

  /** What no transaction since then has written. */
  private Forgotten forget(Instant past) {
    return jdbc.one(BOUND, row -> row.getString(1), past, past, past)
        .map(tombstones::forget)
        .orElse(new Forgotten(0, 0));
  }

  private long syncs(Instant past) {
    long all = 0;
    int gone;
    do {
      gone = jdbc.update(SYNCS, past, BATCH);
      all += gone;
    } while (gone == BATCH);
    return all;
  }
}
