package dev.holdfast.server.sync.api;

import jakarta.ejb.Local;
import java.time.Instant;
import java.util.Optional;

/**
 * What devices have left behind, and the server's marks in time. Each method is one statement, in
 * no transaction but its own.
 */
@Local
public interface SyncTraces {

  /**
   * A transaction, as text: those before it had begun by a time and have ended. Empty if the
   * server's marks don't reach back that far.
   */
  Optional<String> transactionBefore(Instant past);

  /** Forgets lines of the sync log from before a time, at most so many; returns how many. */
  int forgetSyncs(Instant before, int most);

  /** Forgets where devices stood that were revoked before a time; returns how many. */
  int forgetRevoked(Instant before);
}
