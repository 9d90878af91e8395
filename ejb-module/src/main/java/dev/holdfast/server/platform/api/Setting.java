package dev.holdfast.server.platform.api;

import java.time.Duration;
import java.util.function.Function;

/**
 * A setting, declared once as a constant of the feature that reads it. Its value comes from the
 * system property {@code holdfast.NAME}.
 *
 * @param <T> type of its value
 * @param name name without the prefix, lower case with dots and hyphens
 * @param unit unit or form of the value, for people
 * @param standard default, in the form in which it is written
 * @param range what is allowed, for people
 * @param text what it does, one sentence
 * @param secret whether its value is masked where settings are shown
 * @param parser reads a value; throws {@link IllegalArgumentException} if it is not allowed
 */
public record Setting<T>(
    String name,
    String unit,
    String standard,
    String range,
    String text,
    boolean secret,
    Function<String, T> parser) {

  /** Prefix of the system properties. */
  public static final String PREFIX = "holdfast.";

  /** Reads a value of this setting. */
  public T parse(String value) {
    return parser.apply(value.strip());
  }

  /** The system property that sets it. */
  public String property() {
    return PREFIX + name;
  }

  /** A whole number within bounds. */
  public static Setting<Integer> number(
      String name, String unit, int standard, int min, int max, String text) {
    String range = min + " to " + max;
    return new Setting<>(
        name, unit, Integer.toString(standard), range, text, false, v -> bounded(v, min, max));
  }

  /** A duration in ISO 8601 within bounds. */
  public static Setting<Duration> duration(
      String name, Duration standard, Duration min, Duration max, String text) {
    String range = text(min) + " to " + text(max);
    return new Setting<>(
        name, "ISO 8601 duration", text(standard), range, text, false, v -> bounded(v, min, max));
  }

  /** Something that is on or off; off unless set. */
  public static Setting<Boolean> flag(String name, String text) {
    return new Setting<>(name, "flag", "false", "true or false", text, false, Setting::onOrOff);
  }

  /** A text, empty unless set. */
  public static Setting<String> text(String name, String unit, String text, boolean secret) {
    return new Setting<>(name, unit, "", "any", text, secret, v -> v);
  }

  private static Boolean onOrOff(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return value.equals("true");
  }

  /** As people would write it: whole days as days. */
  private static String text(Duration duration) {
    boolean days = !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()));
    return days ? "P" + duration.toDays() + "D" : duration.toString();
  }

  private static Integer bounded(String value, int min, int max) {
    int number = Integer.parseInt(value);
    if (number < min || number > max) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static Duration bounded(String value, Duration min, Duration max) {
    Duration duration;
    try {
      duration = Duration.parse(value);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("not an ISO 8601 duration", e);
    }
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return duration;
  }
}
