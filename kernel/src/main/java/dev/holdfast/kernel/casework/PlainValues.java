package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.wire.Instants;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads values that are a single text. */
final class PlainValues {
  /** Most digits of a decimal: enough for money and measures, too few to stall anybody. */
  private static final int MAX_DECIMAL_LENGTH = 100;

  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private PlainValues() {}

  /** The Java form; empty if the text is not a value of this type. */
  static Optional<Object> read(ValueType type, String text) {
    return switch (type) {
      case TEXT -> storable(text);
      case CHOICE, REFERENCE -> text.isEmpty() ? Optional.empty() : storable(text);
      case INTEGER -> integer(text);
      case DECIMAL -> decimal(text).map(number -> number);
      case BOOLEAN ->
          switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
          };
      case DATE -> date(text);
      case TIME -> time(text);
      case INSTANT -> instant(text);
      case CHOICES, RECORDS, LOCATION, ATTACHMENT -> Optional.empty();
    };
  }

  /** A number in plain decimal notation. */
  static Optional<BigDecimal> decimal(String text) {
    return text.length() <= MAX_DECIMAL_LENGTH && DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** Whether it is a UUID as it is written here. */
  static boolean isUuid(Object json) {
    return json instanceof String text && UUID_TEXT.matcher(text).matches();
  }

  /** PostgreSQL stores no NUL, and half of a surrogate pair has no UTF-8. */
  static Optional<Object> storable(String text) {
    boolean bad =
        text.codePoints()
            .anyMatch(
                c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    return bad ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Object> integer(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(text);
    return number.bitLength() < Long.SIZE ? Optional.of(number.longValue()) : Optional.empty();
  }

  private static Optional<Object> date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      return date.getYear() >= 1 && date.getYear() <= 9999 ? Optional.of(date) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> time(String text) {
    try {
      return TIME.matcher(text).matches() ? Optional.of(LocalTime.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> instant(String text) {
    try {
      return Optional.of(Instants.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
