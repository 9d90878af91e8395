package dev.holdfast.desktop.text;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.Location;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of fields as the user reads and writes them. Immutable. */
public final class FieldTexts {
  private static final int KIB = 1024;

  private final Texts texts;
  private final Times times;

  /** Values in this language. */
  public FieldTexts(Texts texts, Times times) {
    this.texts = texts;
    this.times = times;
  }

  /** The times among them. */
  public Times times() {
    return times;
  }

  /**
   * A value as it is read.
   *
   * @param value in Java form, null if there is none
   * @param label what a text is called: a choice, the row that a reference refers to
   */
  public String of(@Nullable Object value, UnaryOperator<String> label) {
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean is) {
      return texts.get(is ? "value.yes" : "value.no");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> of(each, label)).collect(Collectors.joining(", "));
    }
    if (value instanceof String text) {
      return label.apply(text);
    }
    if (value instanceof Location place) {
      return location(place);
    }
    if (value instanceof Attachment file) {
      return texts.get("value.attachment", file.name(), (file.size() + KIB - 1) / KIB);
    }
    return typed(value);
  }

  /** A number, date or time as it is typed; anything else as it is. */
  public String typed(@Nullable Object value) {
    if (value instanceof Long number) {
      return number.toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString().replace('.', point());
    }
    if (value instanceof LocalDate day) {
      return times.of(day);
    }
    if (value instanceof LocalTime time) {
      return times.of(time);
    }
    return value instanceof Instant moment
        ? times.of(moment)
        : value == null ? "" : value.toString();
  }

  /** Reads a number with or without a fraction; what is none stays text, for the engine to say. */
  public Object decimal(String text) {
    String plain = text.strip().replace(point(), '.');
    try {
      return new BigDecimal(plain).toPlainString();
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** Reads a whole number; what is none stays text, for the engine to say. */
  public Object integer(String text) {
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A number as it is read. */
  public String count(long number) {
    return NumberFormat.getIntegerInstance(texts.locale()).format(number);
  }

  private char point() {
    return DecimalFormatSymbols.getInstance(texts.locale()).getDecimalSeparator();
  }

  private String location(Location place) {
    String where = typed(place.latitude()) + "; " + typed(place.longitude());
    BigDecimal accuracy = place.accuracy();
    return accuracy == null ? where : where + " (±" + typed(accuracy) + " m)";
  }
}
