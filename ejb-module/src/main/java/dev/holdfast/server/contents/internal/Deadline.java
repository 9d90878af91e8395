package dev.holdfast.server.contents.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when something may take, by a clock that nobody sets. */
final class Deadline {
  private final long limitNanos;
  private final LongSupplier nanos;
  private final long begun;

  Deadline(Duration limit, LongSupplier nanos) {
    this.limitNanos = limit.toNanos();
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /**
   * Goes on if there is time left.
   *
   * @throws UndrawableException if there is none
   */
  void check() throws UndrawableException {
    if (nanos.getAsLong() - begun > limitNanos) {
      throw new UndrawableException("It takes too long to draw.");
    }
  }
}
