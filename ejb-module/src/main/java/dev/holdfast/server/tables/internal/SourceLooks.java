package dev.holdfast.server.tables.internal;

import static dev.holdfast.server.tables.internal.TablesLog.LOG;

import dev.holdfast.server.platform.api.BlockedException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at the sources between two upkeeps, when a sync can't read one: however many devices meet
 * it, one looks and the others wait for that. Thread-safe.
 */
@ApplicationScoped
public class SourceLooks {
  private final ReentrantLock turn = new ReentrantLock();
  private Runnable upkeep;
  private long begunNanos = System.nanoTime();

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected SourceLooks() {}

  @Inject
  SourceLooks(CaptureUpkeep upkeep) {
    this(upkeep::refresh);
  }

  SourceLooks(Runnable upkeep) {
    this.upkeep = upkeep;
  }

  /** Returns when a look has ended that began later than this. A failure is logged. */
  void look() {
    long asked = System.nanoTime();
    turn.lock();
    try {
      if (begunNanos - asked <= 0) {
        begunNanos = System.nanoTime();
        upkeep.run();
      }
    } catch (EJBException | BlockedException e) {
      LOG.failed("all", "a look at the sources", String.valueOf(e.getMessage()));
    } finally {
      turn.unlock();
    }
  }
}
