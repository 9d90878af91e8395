package dev.holdfast.server.testing;

import dev.holdfast.server.platform.api.Jdbc;

/** Who waits for a lock of a database. */
public final class Waiters {
  private Waiters() {}

  /** Returns when somebody waits for a lock. */
  public static void await(Jdbc jdbc) {
    while (jdbc.one(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock'",
            row -> row.getInt(1))
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
