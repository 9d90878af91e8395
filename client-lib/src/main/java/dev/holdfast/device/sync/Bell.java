package dev.holdfast.device.sync;

import dev.holdfast.device.sync.Ringing.Ring;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What stands between who listens and who waits: the strongest ring that nobody has taken yet, and
 * whether it is worth to listen. Thread-safe.
 */
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Ring ring = Ring.NONE;
  private @Nullable Delivered delivered;
  private boolean wanted;
  private boolean closed;

  /** Ends a wait. One that is weaker than what waits to be taken adds nothing to it. */
  void ring(Ring now) {
    change(
        () -> {
          // What is new may not be in what was delivered before, and an order certainly is not.
          delivered = now == Ring.SYNCED ? delivered : null;
          ring = now.compareTo(ring) > 0 ? now : ring;
        });
  }

  /**
   * Rings, and brings what is new with it; unless a ring waits to be taken already: then who takes
   * it has to come in any case.
   */
  void deliver(Delivered now) {
    change(
        () -> {
          delivered = ring.compareTo(Ring.SYNCED) > 0 || delivered != null ? null : now;
          ring = ring.compareTo(Ring.NEWS) < 0 ? Ring.NEWS : ring;
        });
  }

  /** What was delivered is not to be taken any more; that it rang stays. */
  void forget() {
    change(() -> delivered = null);
  }

  /** Takes what the last ring has brought. */
  Optional<Delivered> delivered() {
    lock.lock();
    try {
      Optional<Delivered> taken = Optional.ofNullable(delivered);
      delivered = null;
      return taken;
    } finally {
      lock.unlock();
    }
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

  /** Whether it is worth to listen. */
  boolean isWanted() {
    lock.lock();
    try {
      return wanted && !closed;
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
