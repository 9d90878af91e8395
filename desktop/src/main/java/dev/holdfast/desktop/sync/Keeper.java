package dev.holdfast.desktop.sync;

import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.CancelledException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the device in sync while the window is open, in a thread of its own. What ends it, as a
 * session that has ended does, is said to the user; it is begun again when he has done something
 * about it. Belongs to the screen's thread.
 */
public final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private final Session session;
  private final SyncPresenter sync;
  private final Duration pause;
  private @Nullable Thread thread;

  /**
   * Not begun yet.
   *
   * @param sync told what happens
   * @param pause time between syncs, where the policy does not say more
   */
  public Keeper(Session session, SyncPresenter sync, Duration pause) {
    this.session = session;
    this.sync = sync;
    this.pause = pause;
  }

  /** Begins, unless it goes on. */
  public void begin() {
    Thread present = thread;
    if (present == null || !present.isAlive()) {
      Thread next = new Thread(this::run, "holdfast-sync");
      next.setDaemon(true);
      thread = next;
      next.start();
    }
  }

  /** Ends it; what is cut goes on the next time. */
  public void end() {
    Thread present = thread;
    if (present != null) {
      present.interrupt();
    }
    thread = null;
  }

  private void run() {
    var tasks = session.tasks();
    try {
      session
          .holdfast()
          .syncUntilInterrupted(
              pause,
              result -> tasks.onScreen(() -> sync.done(result)),
              away -> tasks.onScreen(() -> sync.failed(away)));
    } catch (CancelledException e) {
      LOG.debug("The window does not keep the device in sync any more.", e);
    } catch (RuntimeException e) {
      // Whatever has ended it, its user is told: this thread has nobody else to tell.
      tasks.onScreen(() -> sync.failed(e));
    }
  }
}
