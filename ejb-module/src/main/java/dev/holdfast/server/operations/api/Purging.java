package dev.holdfast.server.operations.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the server forgets by itself, and asking it to do so now. Administrators only. */
@Local
public interface Purging {

  /**
   * A purge.
   *
   * @param startedAt when it began
   * @param took how long it took, null while it runs or if its node went down in the middle
   * @param tombstones entries of rows that are gone
   * @param sums counts and sums of buckets that nothing is in
   * @param syncs lines of the sync log
   */
  record Purged(
      Instant startedAt, @Nullable Duration took, long tombstones, long sums, long syncs) {}

  /**
   * How purging stands.
   *
   * @param last the last purge, null if there was none yet
   * @param horizon what went from buckets before that is forgotten at the most: devices that were
   *     last here earlier get the buckets concerned whole; null if there was no purge yet
   * @param nextAt before that no other purge begins, null if there was none yet
   * @param retention how long is kept what went from a bucket
   * @param syncLogRetention how long syncs are in the log
   * @param pause least time between the beginnings of two purges
   */
  record PurgeState(
      @Nullable Purged last,
      @Nullable Instant horizon,
      @Nullable Instant nextAt,
      Duration retention,
      Duration syncLogRetention,
      Duration pause) {}

  /** How purging stands. */
  PurgeState state(Caller caller) throws RefusedException;

  /**
   * Purges now, as the settings say.
   *
   * @throws RefusedException {@code CONFLICT} if the last purge was too short a time ago
   */
  Purged purge(Caller caller) throws RefusedException;
}
