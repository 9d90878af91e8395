package dev.holdfast.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Each look at it takes so long. */
final class TickingClock extends Clock {
  private final Duration tick;
  private Instant now = Device.CLOCK.instant();

  TickingClock(Duration tick) {
    this.tick = tick;
  }

  @Override
  public synchronized Instant instant() {
    now = now.plus(tick);
    return now;
  }

  /** Some time passes besides. */
  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
