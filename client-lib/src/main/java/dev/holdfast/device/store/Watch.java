package dev.holdfast.device.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what may block: once that is to end, whatever it waits for is cut, again and again.
 * It does so in a thread of its own, from the first thing to look after until it is closed.
 * Thread-safe.
 */
public final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long GLANCE_MILLIS = 100;

  private final Undertaking undertaking;
  private final List<Cut> cuts = new CopyOnWriteArrayList<>();
  private boolean closed;
  private boolean running;

  Watch(Undertaking undertaking) {
    this.undertaking = undertaking;
  }

  /** Something that may block. */
  public final class Cut implements AutoCloseable {
    private final Runnable how;
    private final Runnable glance;
    private boolean over;

    private Cut(Runnable how, Runnable glance) {
      this.how = how;
      this.glance = glance;
    }

    private synchronized void look() {
      if (!over) {
        try {
          (undertaking.hasToEnd() ? how : glance).run();
        } catch (RuntimeException e) {
          // What is cut may be about to end by itself; if not, the next look tries again.
          LOG.debug("Something that is to end could not be cut.", e);
        }
      }
    }

    /** It does not block any more; afterwards it is not cut. */
    @Override
    public void close() {
      cuts.remove(this);
      synchronized (this) {
        over = true;
      }
    }
  }

  /**
   * Looks after something.
   *
   * @param how cuts it
   * @param glance done now and then while it need not be cut
   */
  Cut over(Runnable how, Runnable glance) {
    Cut cut = new Cut(how, glance);
    cuts.add(cut);
    synchronized (this) {
      if (!running && !closed) {
        running = true;
        Thread thread = new Thread(this::run, "holdfast-watch");
        thread.setDaemon(true);
        thread.start();
      }
    }
    return cut;
  }

  private void run() {
    while (isOpen()) {
      cuts.forEach(Cut::look);
    }
  }

  /** Waits for a glance; returns whether to look on. */
  private synchronized boolean isOpen() {
    try {
      if (!closed) {
        wait(GLANCE_MILLIS);
      }
    } catch (InterruptedException e) {
      // Nobody has this thread but this; it ends when it is told to.
      closed = true;
    }
    return !closed;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
