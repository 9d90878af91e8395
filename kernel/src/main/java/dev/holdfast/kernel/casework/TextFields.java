package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a person typed as values of fields. */
public final class TextFields {
  private static final String ASSIGNEE = "assignee";

  private TextFields() {}

  /**
   * Reads values; an empty text is null.
   *
   * @throws IllegalArgumentException if the type has no such field, or a text is no value of it
   */
  public static Map<String, @Nullable Object> read(CaseType type, Map<String, String> texts) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    texts.forEach(
        (name, text) ->
            values.put(name, text.isEmpty() ? null : value(valueType(type, name), name, text)));
    return values;
  }

  private static Object value(ValueType type, String name, String text) {
    return Values.fromText(type, text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: \"%s\" is not a value of type %s."
                        .formatted(name, text, type.name().toLowerCase(Locale.ROOT))));
  }

  private static ValueType valueType(CaseType type, String name) {
    CaseType.Field field = type.fields().get(name);
    if (field != null) {
      return field.type();
    }
    if (ASSIGNEE.equals(name)) {
      return ValueType.TEXT;
    }
    throw new IllegalArgumentException(
        "A case of type %s has no field %s; it has %s."
            .formatted(type.name(), name, String.join(", ", type.fields().keySet())));
  }
}
