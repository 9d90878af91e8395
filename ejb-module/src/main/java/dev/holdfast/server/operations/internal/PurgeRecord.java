package dev.holdfast.server.operations.internal;

import dev.holdfast.server.operations.api.Purging.Purged;
import dev.holdfast.server.operations.api.Purging.Status;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.api.Turn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last purge, in the database's one row of it, and the turn to purge: a lock of a database
 * session, which ends with its node whatever happens to that. So any node can tell a purge that is
 * at work from one that was interrupted. Thread-safe.
 */
final class PurgeRecord {
  /** So long after its beginning a purge may wait for the thread that takes it on. */
  private static final Duration UNTAKEN = Duration.ofMinutes(1);

  private static final String CLAIM =
      """
      UPDATE holdfast.purge
      SET started_at = ?, taken_at = NULL, ended_at = NULL, step = NULL, error = NULL,
          tombstones = 0, sums = 0, syncs = 0, alerts = 0, cases = 0
      WHERE started_at IS NULL
        OR started_at <= ?
           AND (ended_at IS NOT NULL OR (taken_at IS NOT NULL OR started_at <= ?) AND NOT %s)
      """
          .formatted(Turn.PURGE.isTaken());

  private static final String TAKE =
      "UPDATE holdfast.purge SET taken_at = ? WHERE started_at = ? AND taken_at IS NULL";

  private static final String PROGRESS =
      """
      UPDATE holdfast.purge SET step = ?, tombstones = ?, sums = ?, syncs = ?, alerts = ?, cases = ?
      WHERE started_at = ?
      """;

  private static final String END =
      "UPDATE holdfast.purge SET ended_at = ?, error = ? WHERE started_at = ?";

  private final Jdbc jdbc;

  PurgeRecord(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What has gone so far.
   *
   * @param tombstones entries of rows that are gone
   * @param sums sums of empty buckets
   * @param syncs lines of the sync log
   * @param alerts closed alerts
   * @param cases completed cases with their histories
   */
  record Gone(long tombstones, long sums, long syncs, long alerts, long cases) {
    static final Gone NOTHING = new Gone(0, 0, 0, 0, 0);

    Gone withRows(long newTombstones, long newSums) {
      return new Gone(newTombstones, newSums, syncs, alerts, cases);
    }

    Gone withSyncs(long newSyncs) {
      return new Gone(tombstones, sums, newSyncs, alerts, cases);
    }

    Gone withAlerts(long newAlerts) {
      return new Gone(tombstones, sums, syncs, newAlerts, cases);
    }

    Gone withCases(long newCases) {
      return new Gone(tombstones, sums, syncs, alerts, newCases);
    }
  }

  /** Notes a beginning unless one is at work, or began after a time. */
  boolean claim(Instant start, Instant before) {
    return jdbc.update(CLAIM, start, before, start.minus(UNTAKEN)) > 0;
  }

  /**
   * Does the work of what was begun when its turn has come, unless somebody else has taken it on.
   * The turn holds a connection, but no transaction.
   */
  void inTurn(Instant start, Instant now, Runnable work) {
    jdbc.with(
        sql -> {
          sql.one("SELECT pg_advisory_lock(" + Turn.PURGE.key() + ")", row -> true);
          try {
            if (jdbc.update(TAKE, now, start) > 0) {
              work.run();
            }
            return start;
          } finally {
            sql.one("SELECT pg_advisory_unlock(" + Turn.PURGE.key() + ")", row -> true);
          }
        });
  }

  void progress(Instant start, @Nullable String step, Gone gone) {
    jdbc.update(
        PROGRESS,
        step,
        gone.tombstones(),
        gone.sums(),
        gone.syncs(),
        gone.alerts(),
        gone.cases(),
        start);
  }

  void end(Instant start, Instant now, @Nullable String error) {
    jdbc.update(END, now, error, start);
  }

  /** The last one, if there was any. */
  Optional<Purged> last(Instant now) {
    // Looked at twice: it may have ended between the look at the row and that at the lock.
    return look(now)
        .flatMap(last -> last.status() == Status.INTERRUPTED ? look(now) : Optional.of(last));
  }

  private Optional<Purged> look(Instant now) {
    return jdbc.one(
        "SELECT *, "
            + Turn.PURGE.isTaken()
            + " AS at_work FROM holdfast.purge WHERE started_at IS NOT NULL",
        row -> purged(row, now));
  }

  private static Purged purged(ResultSet row, Instant now) throws SQLException {
    Instant started = Sql.requiredInstant(row, "started_at");
    Instant ended = Sql.instant(row, "ended_at");
    return new Purged(
        started,
        status(row, now),
        ended == null ? null : Duration.between(started, ended),
        row.getString("step"),
        row.getLong("tombstones"),
        row.getLong("sums"),
        row.getLong("syncs"),
        row.getLong("alerts"),
        row.getLong("cases"),
        row.getString("error"));
  }

  private static Status status(ResultSet row, Instant now) throws SQLException {
    if (Sql.instant(row, "ended_at") != null) {
      return row.getString("error") == null ? Status.DONE : Status.FAILED;
    }
    boolean waits =
        Sql.instant(row, "taken_at") == null
            && Sql.requiredInstant(row, "started_at").plus(UNTAKEN).isAfter(now);
    return waits || row.getBoolean("at_work") ? Status.RUNNING : Status.INTERRUPTED;
  }
}
