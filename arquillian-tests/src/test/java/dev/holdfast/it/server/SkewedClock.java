package dev.holdfast.it.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A device's clock: runs, but is wrong, and is put wrong otherwise now and then. */
public final class SkewedClock extends Clock {
  private volatile Duration offset = Duration.ZERO;

  /** Puts it wrong by so much. */
  public void set(Duration wrongBy) {
    offset = wrongBy;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(offset);
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
