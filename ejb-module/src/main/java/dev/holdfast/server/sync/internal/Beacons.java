package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Jdbc;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Sets marks in the database's history, by which {@link Snapshot#continues} tells a checkpoint of
 * this history from one of a time that a restore has taken back: at each start of this server or of
 * the database's, and every so often while something changes. Any number of nodes may do so.
 */
@Dependent
class Beacons {
  /** Least time between two while neither server starts. */
  static final Duration INTERVAL = Duration.ofMinutes(5);

  /** Who has been away for longer synchronizes in full. */
  static final Duration KEPT = Duration.ofDays(400);

  private static final String SET =
      """
      INSERT INTO holdfast.epoch_beacon (set_at, started)
      SELECT ?, pg_postmaster_start_time() WHERE ? OR NOT EXISTS (
        SELECT FROM (SELECT * FROM holdfast.epoch_beacon
                     WHERE xid < pg_snapshot_xmax(pg_current_snapshot()) ORDER BY xid DESC LIMIT 1) last
        WHERE last.started = pg_postmaster_start_time()
          AND (last.set_at > ? OR pg_snapshot_xmax(pg_current_snapshot())::text::bigint <= last.xid::text::bigint + 1))
      """;

  private final Jdbc jdbc;
  private final Clock clock;

  @Inject
  Beacons(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Sets one because this server starts. */
  void started() {
    set(true);
  }

  /** Sets one if it is time. */
  void tick() {
    set(false);
  }

  private void set(boolean anyway) {
    Instant now = clock.instant();
    if (jdbc.update(SET, now, anyway, now.minus(INTERVAL)) > 0) {
      jdbc.update("DELETE FROM holdfast.epoch_beacon WHERE set_at < ?", now.minus(KEPT));
    }
  }
}
