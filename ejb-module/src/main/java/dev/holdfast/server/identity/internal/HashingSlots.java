package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many password hashes be computed at once, on at most half of the processors, and
 * only so many wait for it: a storm of sign-ins takes neither the processors nor the threads that
 * everybody else needs, and one origin can't take all places. Who finds no place is told to come
 * again. Thread-safe.
 */
@ApplicationScoped
public class HashingSlots {
  /** Places per processor, of those who compute and those who wait; a thread of 16 each. */
  private static final int PLACES = 6;

  /** Places per processor that one origin may take. */
  private static final int PLACES_OF_ORIGIN = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final Semaphore running;
  private final int places;
  private final int placesOfOrigin;
  private final Map<Origin, Integer> taken = new HashMap<>();
  private int all;

  /** For as many processors as there are. */
  public HashingSlots() {
    this(Runtime.getRuntime().availableProcessors());
  }

  HashingSlots(int processors) {
    this.running = new Semaphore(Math.max(1, processors / 2), true);
    this.places = PLACES * processors;
    this.placesOfOrigin = PLACES_OF_ORIGIN * processors;
  }

  /** Some work with hashes. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T run() throws RefusedException;
  }

  /**
   * Does it when there is room.
   *
   * @throws RefusedException {@code TOO_MANY_REQUESTS} if there is no place to wait, or none came
   *     free; {@code UNAVAILABLE} while the server stops
   */
  <T> T run(Origin origin, Work<T> work) throws RefusedException {
    enter(origin);
    try {
      if (!running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusals.tooMany(COME_AGAIN);
      }
      try {
        return work.run();
      } finally {
        running.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ErrorCode.UNAVAILABLE, "The server is shutting down.");
    } finally {
      leave(origin);
    }
  }

  private synchronized void enter(Origin origin) throws RefusedException {
    int own = taken.getOrDefault(origin, 0);
    if (all >= places || own >= placesOfOrigin) {
      throw Refusals.tooMany(COME_AGAIN);
    }
    taken.put(origin, own + 1);
    all++;
  }

  private synchronized void leave(Origin origin) {
    all--;
    taken.computeIfPresent(origin, (any, own) -> own == 1 ? null : own - 1);
  }
}
