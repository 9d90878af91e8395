package dev.holdfast.server.platform.api;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the database's codes for failures mean for who asked. */
public final class SqlState {
  /** A lock was not to be had in time. */
  public static final String LOCKED = "55P03";

  /** A foreign server can't be reached, or can't begin to answer. */
  private static final Set<String> FOREIGN_AWAY = Set.of("HV00L", "HV00M", "HV00N");

  /** Enough for any chain of causes, and an end for one that is a circle. */
  private static final int MAX_DEPTH = 20;

  private SqlState() {}

  /** The first that is so of a failure and its causes; containers and drivers wrap. */
  public static Optional<Throwable> first(Throwable failure, Predicate<Throwable> so) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (so.test(at)) {
        return Optional.of(at);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  /** Whether it says that another transaction was in the way; its causes are not asked. */
  public static boolean inTheWay(Throwable failure) {
    return failure instanceof InTheWayException
        || failure instanceof SQLException sql
            && sql.getSQLState() != null
            && inTheWay(sql.getSQLState());
  }

  /**
   * Whether another transaction was in the way: the same may work later, and says nothing of what
   * touches other rows.
   */
  public static boolean inTheWay(String state) {
    return state.startsWith("40") // serialization, deadlock
        || state.equals(LOCKED);
  }

  /** Whether the statement names what is not there, or not as it was when it was written. */
  public static boolean misfit(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("42");
  }

  /**
   * Whether the same may work later without anybody having changed anything: another transaction is
   * in the way, or the database, an operator or a foreign server ended the statement.
   */
  public static boolean passes(String state) {
    return inTheWay(state)
        || away(state)
        || state.startsWith("57") // cancelled, or out of time
        || FOREIGN_AWAY.contains(state);
  }

  /** Whether the database itself can't work now, whatever it is asked. */
  public static boolean away(String state) {
    return state.startsWith("08") // connection
        || state.startsWith("53") // out of memory, disk, connections
        || state.startsWith("57P") // shut down
        || state.startsWith("58"); // system error
  }
}
