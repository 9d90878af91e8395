package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;

/** Turns what CEL computed into the JSON form of a field's value. */
final class RuleResult {
  /** What a double surely holds, so that 0.1 + 0.2 is 0.3. */
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  /** Longest text that is computed: rules on rules could make it grow without end. */
  private static final int MAX_LENGTH = 100_000;

  private RuleResult() {}

  /** The JSON form; empty if it is no value of the type. */
  static Optional<Object> toJson(ValueType type, Object result) {
    return switch (type) {
      case TEXT, CHOICE, REFERENCE, TIME ->
          result instanceof String text && text.length() <= MAX_LENGTH
              ? Optional.of(text)
              : Optional.empty();
      case INTEGER -> result instanceof Long ? Optional.of(result) : Optional.empty();
      case DECIMAL -> decimal(result);
      case BOOLEAN -> result instanceof Boolean ? Optional.of(result) : Optional.empty();
      case DATE ->
          result instanceof Instant instant
              ? Optional.of(LocalDate.ofInstant(instant, ZoneOffset.UTC).toString())
              : Optional.empty();
      case INSTANT -> result instanceof Instant ? Optional.of(result.toString()) : Optional.empty();
      case CHOICES ->
          result instanceof Collection<?> list
              ? Optional.of(list.stream().distinct().toList())
              : Optional.empty();
      case RECORDS, LOCATION, ATTACHMENT -> Optional.empty();
    };
  }

  private static Optional<Object> decimal(Object result) {
    if (result instanceof Long whole) {
      return Optional.of(whole.toString());
    }
    if (!(result instanceof Double number) || number.isNaN() || number.isInfinite()) {
      return Optional.empty();
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    return Optional.of((rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString());
  }
}
