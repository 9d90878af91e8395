package dev.holdfast.server.operations.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the server forgets by itself, and asking it to do so now. Administrators only. */
@Local
public interface Purging {

  /** What a purge has come to. */
  enum Status {
    /** It is at work, or about to be. */
    RUNNING,
    /** It has come to its end. */
    DONE,
    /** It has met an error. What it did stays; the next one goes on. */
    FAILED,
    /** Its node went down in the middle. What it did stays; the next one goes on. */
    INTERRUPTED;

    /** As it is told. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A purge.
   *
   * @param startedAt when it began
   * @param status what it has come to
   * @param took how long it took, null unless it is done or failed
   * @param step what it is at, or was when it ended early: {@code tombstones}, {@code sync-log},
   *     {@code devices}, {@code alerts}, {@code cases}; null before the first and after the last
   * @param tombstones entries of rows that are gone; while it runs, so far, as the others
   * @param sums counts and sums of buckets that nothing is in
   * @param syncs lines of the sync log
   * @param alerts closed alerts
   * @param cases completed cases whose retention is over, with their histories
   * @param error what it failed with, null if it did not
   */
  record Purged(
      Instant startedAt,
      Status status,
      @Nullable Duration took,
      @Nullable String step,
      long tombstones,
      long sums,
      long syncs,
      long alerts,
      long cases,
      @Nullable String error) {}

  /**
   * How purging stands.
   *
   * @param last the last purge, null if there was none yet
   * @param horizon what went from buckets before that is forgotten at the most: devices that were
   *     last here earlier get the buckets concerned whole; null if there was no purge yet
   * @param nextAt before that no other purge begins, null if there was none yet
   * @param retention how long is kept what went from a bucket
   * @param syncLogRetention how long syncs are in the log
   * @param alertRetention how long closed alerts are kept
   * @param pause least time between the beginnings of two purges
   */
  record PurgeState(
      @Nullable Purged last,
      @Nullable Instant horizon,
      @Nullable Instant nextAt,
      Duration retention,
      Duration syncLogRetention,
      Duration alertRetention,
      Duration pause) {}

  /** How purging stands. */
  PurgeState state(Caller caller) throws RefusedException;

  /**
   * Begins a purge, as the settings say. It runs by itself, on this node, one at a time on all of
   * them; {@link #state} says how it goes.
   *
   * @return how purging stands then
   * @throws RefusedException {@code CONFLICT} if one is running, or the last one was too short a
   *     time ago; {@code UNAVAILABLE} if this server is being stopped
   */
  PurgeState purge(Caller caller) throws RefusedException;
}
