package dev.holdfast.desktop.text;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as the user writes and reads them: dates in the form of the country with a year of four
 * digits, times of day in 24 hours. Immutable.
 */
public final class Times {
  private static final Duration SOON = Duration.ofHours(48);
  private static final int MINUTES_OF_HOUR = 60;

  private final Texts texts;
  private final Clock clock;
  private final DateTimeFormatter date;
  private final DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm[:ss]", Locale.ROOT);
  private final DateTimeFormatter minutes = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /**
   * Times of a place.
   *
   * @param clock the device's, with the zone in which the user lives
   */
  public Times(Texts texts, Clock clock) {
    this.texts = texts;
    this.clock = clock;
    String pattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.SHORT, null, IsoChronology.INSTANCE, texts.locale());
    this.date =
        DateTimeFormatter.ofPattern(
            pattern
                .replaceAll("[^dMy.,/\\- ]", "")
                .replaceAll("y+", "yyyy")
                .replaceAll("M+", "MM")
                .replaceAll("d+", "dd")
                .strip(),
            Locale.ROOT);
  }

  private ZoneId zone() {
    return clock.getZone();
  }

  /** The present. */
  public Instant now() {
    return clock.instant();
  }

  /** Today, where the user is. */
  public LocalDate today() {
    return LocalDate.ofInstant(now(), zone());
  }

  /** A date as it is read and written. */
  public String of(LocalDate day) {
    return date.format(day);
  }

  /** A time of day as it is read and written; seconds where there are any. */
  public String of(LocalTime of) {
    return of.getSecond() == 0 ? minutes.format(of) : time.format(of);
  }

  /** A moment as it is read and written, where the user is. */
  public String of(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone());
    return of(local.toLocalDate()) + ' ' + minutes.format(local);
  }

  /** A moment in short: the time of day if it is today's. */
  public String brief(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone());
    return local.toLocalDate().equals(today()) ? minutes.format(local) : of(moment);
  }

  /** How long it is until a moment, or since it, in the largest unit that says enough. */
  public String distance(Instant moment) {
    Duration left = Duration.between(now(), moment).abs();
    if (left.toMinutes() < MINUTES_OF_HOUR) {
      return texts.get("time.minutes", left.toMinutes());
    }
    return left.compareTo(SOON) < 0
        ? texts.get("time.hours", left.toHours())
        : texts.get("time.days", left.toDays());
  }

  /** How a date is to be typed, for example of today. */
  public String example() {
    return of(today());
  }

  /** Reads a date as it is written here, or as 2026-03-31. */
  public Optional<LocalDate> readDate(String text) {
    for (DateTimeFormatter form : List.of(date, DateTimeFormatter.ISO_LOCAL_DATE)) {
      try {
        return Optional.of(LocalDate.parse(text.strip(), form));
      } catch (DateTimeException e) {
        // Perhaps it is in the other form.
        continue;
      }
    }
    return Optional.empty();
  }

  /** Reads a time of day: 8:15, 08:15 or 08:15:30. */
  public Optional<LocalTime> readTime(String text) {
    String typed = text.strip();
    try {
      return Optional.of(LocalTime.parse(typed.indexOf(':') == 1 ? '0' + typed : typed));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads a moment: a date and a time of day with a space between, where the user is. */
  public Optional<Instant> readInstant(String text) {
    int space = text.strip().lastIndexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    Optional<LocalDate> day = readDate(text.strip().substring(0, space));
    Optional<LocalTime> of = readTime(text.strip().substring(space + 1));
    return day.flatMap(d -> of.map(t -> d.atTime(t).atZone(zone()).toInstant()));
  }
}
