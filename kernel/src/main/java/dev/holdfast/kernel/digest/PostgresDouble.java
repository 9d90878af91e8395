package dev.holdfast.kernel.digest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * PostgreSQL's text form of {@code float8} and {@code float4}, which rows carry and their hashes
 * cover. Not {@link Double#toString}: before Java 19 that does not always give the shortest digits.
 *
 * <p>PostgreSQL takes the fewest digits that lie strictly between the midpoints to the neighbours,
 * of these the number nearest to the value, and writes it without exponent if its decimal exponent
 * is from -4 to 14, or to 5 in single precision (its {@code src/common/d2s.c} and {@code f2s.c}).
 */
public final class PostgresDouble {
  private static final int MOST_DIGITS = 17;
  private static final int FIRST_SCIENTIFIC_DOUBLE = 15;
  private static final int FIRST_SCIENTIFIC_REAL = 6;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private PostgresDouble() {}

  /**
   * The text that PostgreSQL gives for a {@code float8}: the shortest digits that read back as the
   * same number, {@code NaN}, {@code Infinity} or {@code -Infinity}.
   */
  public static String toText(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    double magnitude = Math.abs(value);
    String text =
        magnitude == 0 ? "0" : text(shortest(Interval.of(magnitude)), FIRST_SCIENTIFIC_DOUBLE);
    return Double.doubleToRawLongBits(value) < 0 ? '-' + text : text;
  }

  /** The text that PostgreSQL gives for a {@code float4}; as {@link #toText}. */
  public static String realToText(float value) {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      return Float.toString(value);
    }
    float magnitude = Math.abs(value);
    String text =
        magnitude == 0 ? "0" : text(shortest(Interval.of(magnitude)), FIRST_SCIENTIFIC_REAL);
    return Float.floatToRawIntBits(value) < 0 ? '-' + text : text;
  }

  private static String text(BigDecimal decimal, int firstScientific) {
    String digits = decimal.unscaledValue().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    if (exponent >= -4 && exponent < firstScientific) {
      return decimal.toPlainString();
    }
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = Integer.toString(Math.abs(exponent));
    return digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (power.length() < 2 ? "0" : "")
        + power;
  }

  /** If some number of digits is enough then so is every larger one: search by halving. */
  private static BigDecimal shortest(Interval interval) {
    int tooFew = 0;
    int enough = MOST_DIGITS;
    while (enough - tooFew > 1) {
      int digits = (tooFew + enough) / 2;
      if (interval.contains(interval.nearest(digits))) {
        enough = digits;
      } else {
        tooFew = digits;
      }
    }
    return interval.nearest(enough).stripTrailingZeros();
  }

  /** The value and the midpoints to its neighbours, exactly. */
  private record Interval(BigDecimal low, BigDecimal value, BigDecimal high) {

    static Interval of(double value) {
      return of(Math.nextDown(value), value, Math.nextUp(value));
    }

    static Interval of(float value) {
      return of(Math.nextDown(value), value, Math.nextUp(value));
    }

    /** At the largest number, which has no neighbour above, the interval is even. */
    private static Interval of(double below, double value, double above) {
      BigDecimal exact = new BigDecimal(value);
      BigDecimal down = exact.subtract(new BigDecimal(below)).divide(TWO);
      BigDecimal up =
          Double.isInfinite(above) ? down : new BigDecimal(above).subtract(exact).divide(TWO);
      return new Interval(exact.subtract(down), exact, exact.add(up));
    }

    boolean contains(BigDecimal decimal) {
      return decimal.compareTo(low) > 0 && decimal.compareTo(high) < 0;
    }

    /**
     * The nearest decimal with so many digits, or if that is outside the next one above: at a power
     * of two the interval reaches further up than down.
     */
    BigDecimal nearest(int digits) {
      BigDecimal nearest = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      return contains(nearest)
          ? nearest
          : value.round(new MathContext(digits, RoundingMode.CEILING));
    }
  }
}
