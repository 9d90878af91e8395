package dev.holdfast.server.sync.internal.intake;

import dev.holdfast.server.casework.api.ObserverFailedException;
import dev.holdfast.server.platform.api.SqlState;
import jakarta.persistence.OptimisticLockException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a failure says of the action that was being judged. */
enum Failure {
  /** Somebody else's transaction was in the way of this action; another one may go through. */
  IN_THE_WAY,
  /** The database can't work now; no action can be judged. */
  AWAY,
  /** It took too long: another transaction was in the way, or the action itself is too much. */
  CUT_SHORT,
  /** It comes again with the same action. */
  LASTING;

  /** Enough for any chain of causes, and an end for one that is a circle. */
  private static final int MAX_DEPTH = 20;

  // Another transaction has judged the same action, or written the next entry of the same case. Any
  // other key that is there already will be there again.
  private static final List<String> RACED =
      List.of(
          "action_outcome_pkey",
          "issue_action_id_key",
          "history_entry_pkey",
          "history_head_pkey",
          "case_file_pkey");

  private static final String DUPLICATE_KEY = "23505";
  private static final String CANCELLED = "57014";

  /** What came out of an observer lasts: what is behind it may be a database of its own. */
  static Failure of(Throwable failure) {
    return SqlState.first(
            failure, at -> at instanceof ObserverFailedException || meaning(at) != LASTING)
        .map(Failure::meaning)
        .orElse(LASTING);
  }

  /** What was wrong at the bottom, in a line. */
  static String root(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at.getCause() != null && depth < MAX_DEPTH; depth++) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }

  private static Failure meaning(Throwable failure) {
    if (failure instanceof OptimisticLockException || SqlState.inTheWay(failure)) {
      return IN_THE_WAY;
    }
    if (!(failure instanceof SQLException sql)) {
      return LASTING;
    }
    @Nullable String state = sql.getSQLState();
    if (state == null) {
      return AWAY; // no answer of the database: there was no connection to be had
    }
    if (state.equals(DUPLICATE_KEY) && raced(sql)) {
      return IN_THE_WAY;
    }
    if (state.equals(CANCELLED)) {
      return CUT_SHORT;
    }
    return SqlState.away(state) ? AWAY : LASTING;
  }

  /**
   * The message's first line names the key, in every language; values are in the others. What a
   * batch adds has values in front: its cause is asked.
   */
  private static boolean raced(SQLException duplicate) {
    if (duplicate instanceof BatchUpdateException) {
      return false;
    }
    String first = String.valueOf(duplicate.getMessage()).lines().findFirst().orElse("");
    return RACED.stream().anyMatch(first::contains);
  }
}
