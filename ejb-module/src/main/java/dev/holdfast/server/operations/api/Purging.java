package dev.holdfast.server.operations.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  /** The last purge; empty if there was none yet. */
  Optional<Purged> last(Caller caller) throws RefusedException;

  /**
   * Purges now, as the settings say.
   *
   * @throws RefusedException {@code CONFLICT} if the last purge was too short a time ago
   */
  Purged purge(Caller caller) throws RefusedException;
}
