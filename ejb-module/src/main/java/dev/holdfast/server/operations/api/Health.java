package dev.holdfast.server.operations.api;

import jakarta.ejb.Local;

/** Whether this node can work. Anybody may ask: it tells nothing but that. */
@Local
public interface Health {

  /**
   * What was found.
   *
   * @param database whether the database answers
   * @param migrated whether its schema has every script of this release
   */
  record State(boolean database, boolean migrated) {
    /** Whether requests can be served. */
    public boolean isUp() {
      return database && migrated;
    }
  }

  /** Looks now; never fails. */
  State state();
}
