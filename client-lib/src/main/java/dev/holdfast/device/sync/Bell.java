package dev.holdfast.device.sync;

import dev.holdfast.device.sync.Ringing.Ring;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What stands between who listens and who waits: the strongest ring that nobody has taken yet, and
 * whether it is worth to listen. Thread-safe.
 */
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Ring ring = Ring.NONE;
  private boolean wanted;
  private boolean closed;

  /** Ends a wait. One that is weaker than what waits to be taken adds nothing to it. */
  void ring(Ring now) {
    change(() -> ring = now.compareTo(ring) > 0 ? now : ring);
  }

  /** Waits for a ring, or for a time to be over, and takes it. */
  Ring await(Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (ring == Ring.NONE && left > 0) {
        left = changed.awaitNanos(left);
      }
      Ring taken = ring;
      ring = Ring.NONE;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Whether to listen from now on. */
  void want(boolean listening) {
    change(() -> wanted = listening);
  }

  /** Waits until it is worth to listen; returns whether it ever is again. */
  boolean awaitWanted() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!wanted && !closed) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** It is never worth to listen again. */
  void close() {
    change(() -> closed = true);
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable how) {
    lock.lock();
    try {
      how.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
