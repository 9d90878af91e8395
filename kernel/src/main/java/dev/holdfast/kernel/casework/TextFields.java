package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a person typed as values of fields. */
public final class TextFields {
  private TextFields() {}

  /**
   * Reads values: the JSON text of choices, records, locations and attachments, of all others the
   * value itself; an empty text is null. What stands in lists and objects is the engine's to judge.
   *
   * @return values in JSON form
   * @throws IllegalArgumentException if the type has no such field, or a text is no value of it
   */
  public static Map<String, @Nullable Object> read(CaseType type, Map<String, String> texts) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> values.put(name, text.isEmpty() ? null : value(field(type, name), text)));
    return values;
  }

  private static Object value(CaseType.Field field, String text) {
    return Values.jsonFromText(field, text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: \"%s\" is not a value of type %s; it must be %s."
                        .formatted(
                            field.name(),
                            text,
                            field.type().name().toLowerCase(Locale.ROOT),
                            Messages.form(field))));
  }

  private static CaseType.Field field(CaseType type, String name) {
    CaseType.Field field = type.field(name);
    if (field == null) {
      throw new IllegalArgumentException(
          "A case of type %s has no field %s; it has %s."
              .formatted(type.name(), name, String.join(", ", type.fields().keySet())));
    }
    return field;
  }
}
