package dev.holdfast.it.schedule;

import java.util.Random;

/**
 * One step of a schedule. All chance in it comes from its own seed, so it does the same whether or
 * not the steps before it are there.
 *
 * @param kind what is done
 * @param seed of its chance
 */
record Step(Kind kind, long seed) {

  /** What can be done, with its share of all steps. */
  enum Kind {
    /** A statement of one of the connections that write. */
    WRITE(30),
    /** A connection commits or rolls back. */
    END(8),
    /** A savepoint, or back to it. */
    SAVEPOINT(3),
    /** A table is emptied, and perhaps filled again, in one transaction. */
    TRUNCATE(1),
    /** A stranger's transaction begins that lasts for the whole schedule. */
    LONG(1),
    /** A user performs an action on a device. */
    PERFORM(18),
    /** A user deals with an action that was parked, or takes one back. */
    CHOOSE(3),
    /** A device syncs while the connection or the device fails. */
    SYNC(16),
    /** All devices sync at once, while somebody writes. */
    TOGETHER(3),
    /** A device's clock is put wrong. */
    CLOCK(3),
    /** A user gains or loses attributes. */
    SCOPE(4),
    /** Another version of the package comes into force. */
    VERSION(2),
    /** An administrator orders a full synchronization. */
    RESYNC(2),
    /** An administrator says otherwise when devices sync by themselves, and how much at once. */
    POLICY(2),
    /** Tombstones are old, and purged. */
    PURGE(3),
    /** A device's store loses or changes rows, and finds out. */
    DAMAGE(3),
    /** Captured entries and sums go wrong behind everybody's back, and are verified. */
    DRIFT(1),
    /** The database has another history, as after a restore that lost nothing. */
    HISTORY(1),
    /** The server's connections to the database end. */
    SEVER(1),
    /** All transactions end, all devices sync: the laws are checked. */
    QUIET(3);

    private final int share;

    Kind(int share) {
      this.share = share;
    }

    static Kind any(Random random) {
      int all = 0;
      for (Kind kind : values()) {
        all += kind.share;
      }
      int drawn = random.nextInt(all);
      for (Kind kind : values()) {
        drawn -= kind.share;
        if (drawn < 0) {
          return kind;
        }
      }
      throw new IllegalStateException();
    }
  }

  Random random() {
    return new Random(seed);
  }
}
