package dev.holdfast.server.sync.internal.intake;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells failures that pass by themselves from those that come again with the same action. */
final class Failures {
  /** Enough for any chain of causes, and an end for one that is a circle. */
  private static final int MAX_DEPTH = 20;

  private Failures() {}

  /**
   * Whether the same may work later: the connection, the server's resources, or somebody else's
   * transaction was in the way.
   */
  static boolean passing(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof OptimisticLockException
          || at instanceof SQLException sql && passing(sql.getSQLState())) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean passing(@Nullable String state) {
    if (state == null) {
      return true; // no answer of the database: there was no connection to be had
    }
    return state.startsWith("08") // connection
        || state.startsWith("40") // serialization, deadlock
        || state.startsWith("53") // out of memory, disk, connections
        || state.startsWith("57") // shut down, cancelled
        || state.startsWith("58") // system error
        || state.equals("55P03") // lock not available
        || state.equals("23505"); // another transaction has judged it meanwhile
  }
}
