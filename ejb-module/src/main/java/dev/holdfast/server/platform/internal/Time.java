package dev.holdfast.server.platform.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The one place that knows the time. */
@ApplicationScoped
public class Time {

  /** UTC in microseconds, as PostgreSQL stores it, so that a stored instant is read back equal. */
  @Produces
  Clock clock() {
    return new MicrosecondClock(Clock.systemUTC());
  }

  /**
   * Not {@link Clock#tick}: below a millisecond its {@code millis()} divides by zero on Java 17.
   */
  private static final class MicrosecondClock extends Clock {
    private final Clock clock;

    MicrosecondClock(Clock clock) {
      this.clock = clock;
    }

    @Override
    public Instant instant() {
      return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new MicrosecondClock(clock.withZone(zone));
    }
  }
}
