package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values between their JSON form, their text form and their Java form; see {@link ValueType}. */
public final class Values {
  /** Most digits of a decimal: enough for money and measures, too few to stall anybody. */
  private static final int MAX_DECIMAL_LENGTH = 100;

  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

  /** What PostgreSQL and every device can store. */
  static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");

  static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Values() {}

  /**
   * Reads the JSON form.
   *
   * @param json string, boolean or number as Jackson reads it
   * @return the Java form, empty if it is not a value of this type
   */
  public static Optional<Object> fromJson(ValueType type, Object json) {
    return switch (type) {
      case INTEGER ->
          json instanceof Long || json instanceof Integer
              ? Optional.of(((Number) json).longValue())
              : Optional.empty();
      case BOOLEAN -> json instanceof Boolean ? Optional.of(json) : Optional.empty();
      default -> json instanceof String text ? fromText(type, text) : Optional.empty();
    };
  }

  /**
   * Reads what a person typed.
   *
   * @return the Java form, empty if it is not a value of this type
   */
  public static Optional<Object> fromText(ValueType type, String text) {
    return switch (type) {
      case TEXT -> storable(text);
      case CHOICE, REFERENCE -> text.isEmpty() ? Optional.empty() : storable(text);
      case INTEGER -> integer(text);
      case DECIMAL ->
          text.length() <= MAX_DECIMAL_LENGTH && DECIMAL.matcher(text).matches()
              ? Optional.of(new BigDecimal(text))
              : Optional.empty();
      case BOOLEAN ->
          switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
          };
      case DATE -> date(text);
      case INSTANT -> instant(text);
    };
  }

  /** The JSON form of a value in Java form: string, {@link Long} or {@link Boolean}. */
  public static Object toJson(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof LocalDate || value instanceof Instant ? value.toString() : value;
  }

  /**
   * Reads the fields of a case as they are stored. A field that the type doesn't have, or whose
   * value is not of its type (any more), stays as it is: a newer package must not lose it.
   *
   * @param json values in JSON form
   * @return values in Java form; fields without value are absent
   */
  public static Map<String, Object> fieldsFromJson(
      CaseType type, Map<String, ? extends @Nullable Object> json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    json.forEach(
        (name, value) -> {
          if (value != null) {
            CaseType.Field field = type.fields().get(name);
            fields.put(name, field == null ? value : fromJson(field.type(), value).orElse(value));
          }
        });
    return fields;
  }

  /** The fields of a case as they are stored, sorted by name. */
  public static Map<String, Object> fieldsToJson(Map<String, Object> fields) {
    Map<String, Object> json = new TreeMap<>();
    fields.forEach((name, value) -> json.put(name, toJson(value)));
    return json;
  }

  /**
   * Whether two values in Java form, or two in JSON form, are the same. Numbers are compared as
   * numbers: 1.0 is 1.00, and how wide Jackson made an integer does not matter.
   */
  public static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    return Objects.equals(widened(one), widened(other));
  }

  private static @Nullable Object widened(@Nullable Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  /** PostgreSQL stores no NUL, and half of a surrogate pair has no UTF-8. */
  private static Optional<Object> storable(String text) {
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

  private static Optional<Object> instant(String text) {
    try {
      Instant instant = Instant.parse(text);
      return instant.isBefore(FIRST_INSTANT) || instant.isAfter(LAST_INSTANT)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
