package dev.holdfast.server.platform.api;

/** What the database's codes for failures mean for who asked. */
public final class SqlState {
  /** A lock was not to be had in time. */
  public static final String LOCKED = "55P03";

  private SqlState() {}

  /**
   * Whether another transaction was in the way: the same may work later, and says nothing of what
   * touches other rows.
   */
  public static boolean inTheWay(String state) {
    return state.startsWith("40") // serialization, deadlock
        || state.equals(LOCKED);
  }

  /** Whether the database itself can't work now, whatever it is asked. */
  public static boolean away(String state) {
    return state.startsWith("08") // connection
        || state.startsWith("53") // out of memory, disk, connections
        || state.startsWith("57P") // shut down
        || state.startsWith("58"); // system error
  }
}
