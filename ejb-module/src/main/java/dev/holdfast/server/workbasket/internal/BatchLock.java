package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Jdbc;
import java.util.UUID;

/**
 * Whose turn it is at a batch: of who decides on its next issue, or of who cancels it. They have it
 * in the order in which they came for it. A locked row would not do: who takes it again and again
 * may overtake who waits for it, so that a batch goes on while somebody cancels it.
 */
final class BatchLock {
  private BatchLock() {}

  /** Waits for the turn, which the caller's transaction has to its end. */
  static void take(Jdbc jdbc, UUID batch) {
    jdbc.one(
        "SELECT pg_advisory_xact_lock(hashtextextended('batch:' || ?::text, 0))", row -> "", batch);
  }
}
