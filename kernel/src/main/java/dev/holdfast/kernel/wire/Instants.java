package dev.holdfast.kernel.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The moments that there are: those of the years 1 to 9999 (UTC). What is beyond, not every
 * calendar, database or page can take.
 */
public final class Instants {
  /** The first moment. */
  public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** The last one. */
  public static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Instants() {}

  /**
   * Reads a moment.
   *
   * @throws DateTimeException if the text is none, or not one of these
   */
  public static Instant parse(String text) {
    return inCalendar(Instant.parse(text));
  }

  /**
   * The same moment.
   *
   * @throws DateTimeException if it is not one of these
   */
  public static Instant inCalendar(Instant moment) {
    if (!clamped(moment).equals(moment)) {
      throw new DateTimeException("not in the years 1 to 9999: " + moment);
    }
    return moment;
  }

  /**
   * Reads a day.
   *
   * @throws DateTimeException if the text is none, or not in these years
   */
  public static LocalDate parseDay(String text) {
    LocalDate day = LocalDate.parse(text);
    inCalendar(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    return day;
  }

  /** The same moment, or the first or last one if it is beyond. */
  public static Instant clamped(Instant moment) {
    return moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
  }
}
