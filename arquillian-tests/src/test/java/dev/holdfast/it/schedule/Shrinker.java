package dev.holdfast.it.schedule;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Makes a failing schedule smaller: drops halves of its steps, then quarters, and so on, as long as
 * what is left still fails.
 */
final class Shrinker {
  private final Predicate<Schedule> fails;
  private final long until;

  /**
   * Makes one.
   *
   * @param fails plays a schedule; whether it fails
   * @param patience longest time that it takes
   */
  Shrinker(Predicate<Schedule> fails, Duration patience) {
    this.fails = fails;
    this.until = System.nanoTime() + patience.toNanos();
  }

  Schedule shrink(Schedule failing) {
    Schedule best = failing;
    for (int chunk = Math.max(1, best.chosen().size() / 2); chunk > 0; chunk /= 2) {
      for (int from = best.chosen().size() - chunk; from >= 0; from -= chunk) {
        if (System.nanoTime() > until) {
          return best;
        }
        Schedule smaller = best.without(from, chunk);
        if (fails.test(smaller)) {
          best = smaller;
        }
        from = Math.min(from, best.chosen().size());
      }
    }
    return best;
  }
}
