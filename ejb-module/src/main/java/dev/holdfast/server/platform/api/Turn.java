package dev.holdfast.server.platform.api;

/**
 * What one at a time does, of all threads and nodes: two-part advisory locks of the database, which
 * end with their session or transaction whatever happens to the node.
 */
public enum Turn {
  /** Purges. */
  PURGE(1),
  /** Goes through batches of decisions. */
  BATCHES(2),
  /** Moves contents. */
  CONTENTS(3),
  /** Places legal holds, or removes what they would be on. */
  HOLDS(4);

  /** The first part of all of them. */
  private static final int OURS = 1_212_567_623;

  private final int number;

  Turn(int number) {
    this.number = number;
  }

  /** The two parts, as arguments of PostgreSQL's functions. */
  public String key() {
    return OURS + ", " + number;
  }

  /** An SQL condition: somebody has it. */
  public String isTaken() {
    return """
    EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.classid = %d AND l.objid = %d AND l.objsubid = 2)
    """
        .formatted(OURS, number);
  }

  /**
   * Does something if nobody else has the turn. It holds a connection, but no transaction.
   *
   * @return whether it was done
   */
  public boolean ifFree(Jdbc jdbc, Runnable work) {
    return jdbc.with(
        sql -> {
          boolean ours =
              sql.one("SELECT pg_try_advisory_lock(" + key() + ")", row -> row.getBoolean(1))
                  .orElse(false);
          if (ours) {
            try {
              work.run();
            } finally {
              sql.one("SELECT pg_advisory_unlock(" + key() + ")", row -> true);
            }
          }
          return ours;
        });
  }
}
