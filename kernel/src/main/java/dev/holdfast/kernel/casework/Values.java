package dev.holdfast.kernel.casework;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Location;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.wire.WireJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values between their JSON form, their text form and their Java form; see {@link ValueType}. */
public final class Values {
  /** Most items of a list, and most keys of an object. */
  public static final int MAX_ITEMS = 500;

  private Values() {}

  /**
   * Reads the JSON form of a value of a field. Choices come in the order in which they are
   * declared; that they are declared is the engine's to ask.
   *
   * @param json as Jackson reads it
   * @return the Java form, empty if it is not a value of this field's type
   */
  public static Optional<Object> fromJson(CaseType.Field field, Object json) {
    return switch (field.type()) {
      case RECORDS -> Records.strict(field, json).map(records -> records);
      case CHOICES -> ObjectValues.choices(json).map(list -> inOrder(field.of(), (List<?>) list));
      case REFERENCE ->
          field.form().caseType() == null || PlainValues.isUuid(json)
              ? fromJson(ValueType.REFERENCE, json)
              : Optional.empty();
      default -> fromJson(field.type(), json);
    };
  }

  /**
   * Reads the JSON form of a value that its type alone describes: anything but records.
   *
   * @param json as Jackson reads it
   * @return the Java form, empty if it is not a value of this type
   */
  public static Optional<Object> fromJson(ValueType type, Object json) {
    return switch (type) {
      case INTEGER ->
          ObjectValues.whole(json) instanceof Long number ? Optional.of(number) : Optional.empty();
      case BOOLEAN -> json instanceof Boolean ? Optional.of(json) : Optional.empty();
      case CHOICES -> ObjectValues.choices(json);
      case LOCATION -> ObjectValues.location(json);
      case ATTACHMENT -> ObjectValues.attachment(json);
      case RECORDS -> Optional.empty();
      default -> json instanceof String text ? PlainValues.read(type, text) : Optional.empty();
    };
  }

  /**
   * Reads what a person typed: the JSON text of choices, records, locations and attachments, of all
   * others the value itself. What stands in lists and objects is the engine's to judge.
   *
   * @return the JSON form, empty if it can't be a value of this field
   */
  public static Optional<Object> jsonFromText(CaseType.Field field, String text) {
    return switch (field.type()) {
      case CHOICES, RECORDS -> parse(text).filter(List.class::isInstance);
      case LOCATION, ATTACHMENT -> parse(text).filter(Map.class::isInstance);
      case REFERENCE -> fromJson(field, text).map(Values::toJson);
      default -> fromText(field.type(), text).map(Values::toJson);
    };
  }

  /**
   * Reads what a person typed as a value that is a single text.
   *
   * @return the Java form, empty if it is not a value of this type
   */
  public static Optional<Object> fromText(ValueType type, String text) {
    return PlainValues.read(type, text);
  }

  /**
   * The JSON form of a value in Java form: string, {@link Long} or {@link Boolean}, or a list or
   * map of these. What is in JSON form already stays as it is.
   */
  public static Object toJson(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Collection<?> list) {
      List<Object> json = new ArrayList<>();
      list.forEach(item -> json.add(toJson(item)));
      return json;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> json = new LinkedHashMap<>();
      map.forEach(
          (key, part) -> {
            if (part != null) {
              json.put(key.toString(), toJson(part));
            }
          });
      return json;
    }
    if (value instanceof Location location) {
      return ObjectValues.toJson(location);
    }
    if (value instanceof Attachment attached) {
      return ObjectValues.toJson(attached);
    }
    return value instanceof LocalDate
            || value instanceof LocalTime
            || value instanceof Instant
            || value instanceof UUID
        ? value.toString()
        : value;
  }

  /**
   * Reads the fields of a case as they are stored. A field that the type doesn't have, or whose
   * value is not of its type (any more), stays as it is: a newer package must not lose it. The same
   * holds for the fields of records.
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
            fields.put(name, field == null ? value : stored(field, value));
          }
        });
    return fields;
  }

  /** A stored value in Java form, or as it is if it is not of the field's type (any more). */
  static Object stored(CaseType.Field field, Object json) {
    return field.type() == ValueType.RECORDS
        ? Records.stored(field, json)
        : fromJson(field.type(), json).orElse(json);
  }

  /** The fields of a case as they are stored, sorted by name. */
  public static Map<String, Object> fieldsToJson(Map<String, Object> fields) {
    Map<String, Object> json = new TreeMap<>();
    fields.forEach((name, value) -> json.put(name, toJson(value)));
    return json;
  }

  /**
   * Whether two values in Java form, or two in JSON form, are the same. Numbers are compared as
   * numbers: 1.0 is 1.00, and how wide Jackson made an integer does not matter. The order of
   * choices does not matter, that of records does; an empty list is no value.
   */
  public static boolean same(@Nullable Object one, @Nullable Object other) {
    return Sameness.same(one, other);
  }

  private static List<String> inOrder(List<String> declared, List<?> chosen) {
    List<String> ordered = new ArrayList<>(declared);
    ordered.retainAll(chosen);
    for (Object choice : chosen) {
      if (!declared.contains(choice)) {
        ordered.add((String) choice);
      }
    }
    return List.copyOf(ordered);
  }

  private static Optional<Object> parse(String text) {
    try {
      return Optional.ofNullable(WireJson.mapper().readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
