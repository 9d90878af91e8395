package dev.holdfast.server.platform.api;

import java.time.DateTimeException;
import java.time.Instant;

/** Moments that people name. */
public final class Instants {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private Instants() {}

  /**
   * The same moment, if it is in the years 1 to 9999 (UTC): what is beyond, not every calendar,
   * database or page can take.
   *
   * @throws DateTimeException if it is not
   */
  public static Instant inCalendar(Instant moment) {
    if (moment.isBefore(FIRST) || !moment.isBefore(AFTER_LAST)) {
      throw new DateTimeException("not in the years 1 to 9999: " + moment);
    }
    return moment;
  }
}
