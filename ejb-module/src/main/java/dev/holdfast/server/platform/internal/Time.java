package dev.holdfast.server.platform.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The one place that knows the time. */
@ApplicationScoped
public class Time {
  private static final Duration DATABASE_PRECISION = Duration.ofNanos(1_000);

  /** UTC in microseconds, as PostgreSQL stores it, so that a stored instant is read back equal. */
  @Produces
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), DATABASE_PRECISION);
  }
}
