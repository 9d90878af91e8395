package dev.holdfast.kernel.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of policies as people write them: {@code 30s}, {@code 15m}, {@code 2h}, {@code 1d}. */
public final class PolicyTime {
  private static final Pattern FORM = Pattern.compile("(\\d{1,7})\\s*([smhd]?)");
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private PolicyTime() {}

  /**
   * Reads one; a number alone is seconds.
   *
   * @throws IllegalArgumentException if it is no time, with a message for people
   */
  public static int seconds(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no time. Write 30s, 15m, 2h or 1d.".formatted(text.strip()));
    }
    long unit =
        switch (form.group(2)) {
          case "m" -> MINUTE;
          case "h" -> HOUR;
          case "d" -> DAY;
          default -> 1;
        };
    // More than the bounds is refused with them.
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(form.group(1)) * unit);
  }

  /** In the largest unit that leaves no rest. */
  public static String text(int seconds) {
    if (seconds == 0 || seconds % MINUTE != 0) {
      return seconds + "s";
    }
    if (seconds % DAY == 0) {
      return seconds / DAY + "d";
    }
    return seconds % HOUR == 0 ? seconds / HOUR + "h" : seconds / MINUTE + "m";
  }
}
