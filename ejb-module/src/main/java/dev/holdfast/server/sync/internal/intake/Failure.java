package dev.holdfast.server.sync.internal.intake;

import dev.holdfast.server.platform.api.SqlState;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failure says of the action that was being judged. */
enum Failure {
  /** Somebody else's transaction was in the way of this action; another one may go through. */
  IN_THE_WAY,
  /** The database can't work now; no action can be judged. */
  AWAY,
  /** It comes again with the same action. */
  LASTING;

  /** Enough for any chain of causes, and an end for one that is a circle. */
  private static final int MAX_DEPTH = 20;

  private static final String DUPLICATE_KEY = "23505";
  private static final String CANCELLED = "57014";

  static Failure of(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof OptimisticLockException) {
        return IN_THE_WAY;
      }
      if (at instanceof SQLException sql) {
        Failure meaning = of(sql.getSQLState());
        if (meaning != LASTING) {
          return meaning;
        }
      }
      at = at.getCause();
    }
    return LASTING;
  }

  /** What was wrong at the bottom, in a line. */
  static String root(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at.getCause() != null && depth < MAX_DEPTH; depth++) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }

  private static Failure of(@Nullable String state) {
    if (state == null) {
      return AWAY; // no answer of the database: there was no connection to be had
    }
    if (SqlState.inTheWay(state)
        || state.equals(CANCELLED) // it took too long
        || state.equals(DUPLICATE_KEY)) { // another transaction has judged it meanwhile
      return IN_THE_WAY;
    }
    return SqlState.away(state) ? AWAY : LASTING;
  }
}
