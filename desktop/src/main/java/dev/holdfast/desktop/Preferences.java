package dev.holdfast.desktop;

import java.util.List;
import java.util.Locale;

/**
 * How the user likes the window. Immutable.
 *
 * @param language the user's language and country
 * @param isDark whether it is dark
 * @param percent size of everything, 100 as the system has it
 */
public record Preferences(Locale language, boolean isDark, int percent) {
  /** The sizes that can be chosen. */
  public static final List<Integer> SIZES = List.of(90, 100, 115, 130, 150, 175, 200);

  /** The languages that the window speaks. */
  public static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.GERMAN, Locale.forLanguageTag("es"));

  private static final int LEAST = 75;
  private static final int MOST = 300;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is too small or too large
   */
  public Preferences {
    if (percent < LEAST || percent > MOST) {
      throw new IllegalArgumentException(
          "A size is from %d to %d percent, not %d.".formatted(LEAST, MOST, percent));
    }
  }
}
