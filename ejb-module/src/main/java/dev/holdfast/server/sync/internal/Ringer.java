package dev.holdfast.server.sync.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when each bell rings: soon, spread over a time in proportion to how many there are, once
 * for several changes, and not again before a pause. Who takes what is new at the door does not
 * come for it, so that is not spread. Thread-safe; one thread takes what is due.
 */
final class Ringer {
  private static final int SPREAD_DEVICES = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition earlier = lock.newCondition();
  private final PriorityQueue<Bell> queue =
      new PriorityQueue<>(Comparator.comparingLong((Bell bell) -> bell.dueNanos));
  private final long pauseNanos;
  private final long spreadNanos;
  private final RandomGenerator random;

  Ringer(Duration pause, Duration spread, RandomGenerator random) {
    this.pauseNanos = pause.toNanos();
    this.spreadNanos = spread.toNanos();
    this.random = random;
  }

  /**
   * Lets bells ring.
   *
   * @param noting notes what this ring means for each of them
   */
  void ring(Collection<Bell> bells, Consumer<Bell> noting, long now) {
    // A single device does not wait; a thousand don't come at once.
    long spread = bells.size() < 2 ? 0 : spreadNanos * bells.size() / SPREAD_DEVICES;
    lock.lock();
    try {
      for (Bell bell : bells) {
        noting.accept(bell);
        bell.again = bell.offered;
        if (!bell.ringing) {
          bell.spreadNanos = spread;
          boolean comes = !bell.deltas() || bell.summoned || bell.last;
          long jitter = comes ? jitter(spread) : 0;
          boolean rested = bell.rungNanos == 0 || now + jitter - bell.rungNanos >= pauseNanos;
          await(bell, rested ? now + jitter : bell.rungNanos + pauseNanos);
        }
      }
      earlier.signal();
    } finally {
      lock.unlock();
    }
  }

  /** A bell that was due rings after a while, unless it is {@link #handed} what it lacks before. */
  void ringUnlessHanded(Bell bell, long now, Duration wait) {
    lock.lock();
    try {
      if (!bell.ringing) {
        bell.offered = true;
        bell.plain = true;
        await(bell, now + wait.toNanos() + jitter(bell.spreadNanos));
      }
    } finally {
      lock.unlock();
    }
  }

  /** It was handed what it lacked when it was offered that. */
  void handed(Bell bell, long now) {
    offered(
        bell,
        () -> {
          bell.plain = false;
          if (bell.again) {
            await(bell, Math.max(now, bell.rungNanos + pauseNanos));
          }
        });
  }

  /** It could not be handed what it lacks. */
  void ringPlain(Bell bell, long now) {
    offered(bell, () -> await(bell, now + jitter(bell.spreadNanos)));
  }

  /** Ends an offer, unless it is over because the bell has rung. */
  private void offered(Bell bell, Runnable next) {
    lock.lock();
    try {
      if (bell.offered) {
        queue.remove(bell);
        bell.ringing = false;
        bell.offered = false;
        next.run();
        bell.again = false;
        earlier.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void await(Bell bell, long due) {
    bell.ringing = true;
    bell.dueNanos = due;
    queue.add(bell);
  }

  private long jitter(long spread) {
    return spread == 0 ? 0 : random.nextLong(spread);
  }

  /** The next bell that is due, at the latest after a wait; null if there is none. */
  @Nullable Bell next(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lock();
    try {
      while (true) {
        Bell first = queue.peek();
        long now = System.nanoTime();
        if (first != null && first.dueNanos - now <= 0) {
          queue.remove();
          first.ringing = false;
          first.summons = first.summoned;
          first.summoned = false;
          first.empty = first.plain || first.summons;
          first.plain = false;
          first.offered = false;
          first.again = false;
          first.rungNanos = now;
          return first;
        }
        if (left <= 0) {
          return null;
        }
        long until = first == null ? left : Math.min(left, first.dueNanos - now);
        left -= until - Math.max(0, earlier.awaitNanos(until));
      }
    } finally {
      lock.unlock();
    }
  }
}
