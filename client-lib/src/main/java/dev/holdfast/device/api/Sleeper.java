package dev.holdfast.device.api;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Waits for so long.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;
}
