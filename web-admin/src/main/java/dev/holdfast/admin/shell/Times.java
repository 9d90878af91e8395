package dev.holdfast.admin.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times for people: how long ago, and exactly. All in the server's time zone, so that colleagues
 * who read the same page talk of the same time.
 */
@Named
@ApplicationScoped
public class Times {
  private static final DateTimeFormatter THIS_YEAR =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

  @Inject private Clock clock;
  @Inject private Texts texts;

  /** The exact time to the minute, with the year unless it is the present one. */
  public String absolute(@Nullable Instant at) {
    if (at == null) {
      return "";
    }
    var then = local(at);
    var thisYear = then.getYear() == local(clock.instant()).getYear();
    return (thisYear ? THIS_YEAR : MINUTE).format(then);
  }

  /** The exact time to the second, with its zone. */
  public String exact(@Nullable Instant at) {
    return at == null ? "" : SECOND.format(local(at)) + ' ' + zone();
  }

  /** The hour of a time, with its day. */
  public String hour(Instant at) {
    return HOUR.format(local(at));
  }

  /** How long ago, or in how long (what is due, a clock that is ahead), in the greatest unit. */
  public String ago(@Nullable Instant at) {
    if (at == null) {
      return texts.of("time.never");
    }
    var age = Duration.between(at, clock.instant());
    if (age.isNegative() && age.negated().toSeconds() >= 60) {
      return texts.of("time.ahead", length(age.negated()));
    }
    return age.toSeconds() < 60 ? texts.of("time.now") : texts.of("time.ago", length(age));
  }

  /** A length in the greatest unit that fits. */
  public String length(Duration length) {
    if (length.toMinutes() < 1) {
      return texts.of("time.seconds", length.toSeconds());
    }
    if (length.toHours() < 1) {
      return texts.of("time.minutes", length.toMinutes());
    }
    return length.toDays() < 1
        ? texts.of("time.hours", length.toHours())
        : texts.of("time.days", length.toDays());
  }

  /** A duration of work in milliseconds. */
  public String took(long millis) {
    return millis < 1000
        ? texts.of("time.millis", millis)
        : texts.of("time.decimal-seconds", millis / 1000.0);
  }

  /** What people call the zone of all times. */
  public String zone() {
    var zone = ZoneId.systemDefault();
    return zone.getId().equals("Etc/UTC")
        ? "UTC"
        : zone.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  private static ZonedDateTime local(Instant at) {
    return at.atZone(ZoneId.systemDefault());
  }
}
