package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/**
 * One snapshot file at a time on this node: it may take as long as its tables are large, with a
 * connection and a snapshot of the database, which devices are not to lack. Thread-safe.
 */
@ApplicationScoped
public class SnapshotTurn {
  private final Semaphore free = new Semaphore(1);

  /**
   * Begins.
   *
   * @throws RefusedException {@code UNAVAILABLE} if another is being made
   */
  public void begin() throws RefusedException {
    if (!free.tryAcquire()) {
      throw new RefusedException(
          ErrorCode.UNAVAILABLE,
          "Another snapshot file is being made on this node. Try again when it is done.");
    }
  }

  /** It is made, or can't be. */
  public void end() {
    free.release();
  }
}
