package dev.holdfast.device.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * How long to wait after a failure: doubled with each one up to a limit, and of that a random half
 * ("equal jitter"), so that devices which lost the same server don't come back at once.
 *
 * @param first wait after the first failure
 * @param most longest wait
 */
record BackOff(Duration first, Duration most) {
  /** Between the attempts of one sync. */
  static final BackOff WITHIN_SYNC = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(20));

  /** Between syncs while the server is away. */
  static final BackOff BETWEEN_SYNCS = new BackOff(Duration.ofSeconds(2), Duration.ofMinutes(5));

  private static final int MOST_DOUBLINGS = 20;

  /**
   * The wait after a failure.
   *
   * @param failures how many there were in a row, from 1
   */
  Duration after(int failures, Random random) {
    long whole =
        Math.min(most.toMillis(), first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
    return Duration.ofMillis(whole / 2 + Math.floorMod(random.nextLong(), whole / 2 + 1));
  }

  /**
   * The same, but not before whoever refused wants to be asked again; nor do all come back at once
   * who were told the same.
   *
   * @param asked how long to let it be, empty if it was not said
   */
  Duration after(int failures, Random random, Optional<Duration> asked) {
    Duration own = after(failures, random);
    return asked
        .map(time -> time.plus(after(1, random)))
        .filter(time -> time.compareTo(own) > 0)
        .orElse(own);
  }
}
