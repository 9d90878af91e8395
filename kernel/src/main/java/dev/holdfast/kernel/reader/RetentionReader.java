package dev.holdfast.kernel.reader;

import java.time.Period;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a case is kept after its completion.
 *
 * @param findings gets what is wrong
 */
record RetentionReader(Findings findings) {
  private static final int MOST_YEARS = 200;

  /** Reads it; null if cases are kept for ever. */
  @Nullable Period read(Block caseType) {
    Text text = caseType.text("retention");
    Period period = text == null ? null : parse(text.value());
    if (text != null && period == null) {
      findings.add(
          text,
          "bad-value",
          "'"
              + text.value()
              + "' is no length of time. Write years, months or days as P10Y, P6M or P90D, at most "
              + MOST_YEARS
              + " years.");
    }
    return period;
  }

  private static @Nullable Period parse(String text) {
    try {
      Period period = Period.parse(text);
      boolean negative = period.getYears() < 0 || period.getMonths() < 0 || period.getDays() < 0;
      return negative || period.isZero() || years(period) > MOST_YEARS ? null : period;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static double years(Period period) {
    return period.getYears() + period.getMonths() / 12.0 + period.getDays() / 365.0;
  }
}
