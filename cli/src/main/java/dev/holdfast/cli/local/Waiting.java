package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another process does and doesn't announce. */
final class Waiting {
  private static final Duration POLL = Duration.ofMillis(200);

  private Waiting() {}

  /**
   * Waits until something is so.
   *
   * @param patience how long at most
   * @param condition asked a few times a second, and at least once
   * @return whether it came to be so
   */
  static boolean until(Duration patience, BooleanSupplier condition) throws CommandException {
    CountDownLatch never = new CountDownLatch(1);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
  }
}
