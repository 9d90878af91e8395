package dev.holdfast.server.platform.internal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * When the watcher looks: on an interval, short while somebody attends, and at once when somebody
 * needs a look newer than the last. Who asks while a look is under way, or shortly after one began,
 * gets the next one, together with all who asked meanwhile. Thread-safe.
 */
final class WatchTurns {
  private static final Duration ATTENDED = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Between two looks, at least: a crowd that asks shares few of them. */
  private static final Duration LEAST = Duration.ofMillis(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final long intervalNanos;
  private final long restNanos;
  private final LongSupplier nanoTime;
  private volatile boolean looked;
  private volatile boolean ended;
  private volatile long begunNanos;
  private volatile long requiredNanos;
  private volatile long attendedNanos;
  private long failedNanos;
  private boolean failed;
  private boolean pressing;

  WatchTurns(Duration interval, Duration rest, LongSupplier nanoTime) {
    this.intervalNanos = interval.toNanos();
    this.restNanos = rest.toNanos();
    this.nanoTime = nanoTime;
    this.requiredNanos = nanoTime.getAsLong();
    this.attendedNanos = requiredNanos - ATTENDED.toNanos();
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** How long ago the last look began; nothing if there was none. */
  Duration sinceLastLook(long now) {
    return looked ? Duration.ofNanos(now - begunNanos) : Duration.ZERO;
  }

  /** Waits until it is time to look. For the watcher's thread. */
  void await() throws InterruptedException {
    lock.lock();
    try {
      if (failed) {
        asked.awaitNanos(AFTER_FAILURE.toNanos());
      } else if (looked) {
        for (long left = left(); left > 0; left = left()) {
          asked.awaitNanos(left);
        }
      }
      pressing = false;
    } finally {
      lock.unlock();
    }
  }

  private long left() {
    long now = now();
    long interval = now - attendedNanos < ATTENDED.toNanos() ? intervalNanos : restNanos;
    return begunNanos + (pressing ? Math.min(interval, LEAST.toNanos()) : interval) - now;
  }

  /** A look that began then is complete. */
  void looked(long begun) {
    lock.lock();
    try {
      begunNanos = begun;
      looked = true;
      failed = false;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A look that began then has failed. */
  void failed(long begun) {
    lock.lock();
    try {
      failed = true;
      failedNanos = begun;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody looks any more. */
  void end() {
    lock.lock();
    try {
      ended = true;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No look before now counts. */
  void require() {
    requiredNanos = now();
  }

  /** Somebody depends on quick looks. */
  void attend() {
    long before = attendedNanos;
    long now = now();
    attendedNanos = now;
    if (now - before > ATTENDED.toNanos()) {
      press();
    }
  }

  private void press() {
    lock.lock();
    try {
      pressing = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is a complete look that began no longer than so long ago; waits for one. */
  boolean sees(Duration age) {
    long now = now();
    long needed = now - age.toNanos();
    long required = requiredNanos;
    long from = required - needed > 0 ? required : needed;
    return begunSince(from) || waited(from, now);
  }

  private boolean begunSince(long from) {
    return looked && begunNanos - from >= 0;
  }

  private boolean waited(long from, long now) {
    lock.lock();
    try {
      long patience = PATIENCE.toNanos();
      while (!begunSince(from)) {
        if (ended || patience <= 0 || failed && failedNanos - now >= 0) {
          return false;
        }
        pressing = true;
        asked.signal();
        patience = done.awaitNanos(patience);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
