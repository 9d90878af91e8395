package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Settings;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after so many failed attempts: twice as long after each, up to a longest, and a
 * fifth more or less, so that what failed together doesn't come back together.
 *
 * @param first after the first one
 * @param longest at most, but for chance
 * @param chance from 0 to 1
 */
record Pauses(Duration first, Duration longest, DoubleSupplier chance) {
  private static final int MOST_DOUBLINGS = 30;
  private static final double LEAST = 0.8;
  private static final double SPREAD = 0.4;

  static Pauses of(Settings settings, DoubleSupplier chance) {
    return new Pauses(
        settings.get(HooksSettings.FIRST_PAUSE), settings.get(HooksSettings.LONGEST_PAUSE), chance);
  }

  /** After so many in a row, at least one. */
  Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long millis = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis((long) (millis * (LEAST + SPREAD * chance.getAsDouble())));
  }
}
