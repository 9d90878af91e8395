package dev.holdfast.server.testing;

import dev.holdfast.server.platform.api.Jdbc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Who waits for a lock of a database. */
public final class Waiters {
  private Waiters() {}

  /** Returns when somebody waits for a lock. */
  public static void await(Jdbc jdbc) {
    while (!areThere(jdbc)) {
      Thread.onSpinWait();
    }
  }

  /** Returns when somebody waits for a lock; fails if the one who should does not have to. */
  public static void await(Jdbc jdbc, Future<?> waiting) {
    while (!areThere(jdbc)) {
      if (waiting.isDone()) {
        throw new AssertionError("it went on without waiting for a lock");
      }
      Thread.onSpinWait();
    }
  }

  /** The session of a transaction that is about to wait, asked in it. */
  public static int session(Jdbc jdbc) {
    return jdbc.one("SELECT pg_backend_pid()", row -> row.getInt(1)).orElseThrow();
  }

  /** Returns when this one waits for a lock, whoever else does. */
  public static void awaitSession(Jdbc jdbc, CompletableFuture<Integer> session) {
    int waiting = session.join();
    while (jdbc.one(
            "SELECT 1 FROM pg_stat_activity WHERE pid = ? AND wait_event_type = 'Lock'",
            row -> row.getInt(1),
            waiting)
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static boolean areThere(Jdbc jdbc) {
    return jdbc.one(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event_type = 'Lock'",
            row -> row.getInt(1))
        .isPresent();
  }
}
