package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Location;
import dev.holdfast.kernel.app.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns fields into what CEL computes with: dates into timestamps at midnight UTC, times into text,
 * decimals into doubles, references to tables into rows, records into objects. What is not of its
 * field's type (any more) is as if it were not there.
 */
final class RuleValues {
  private final Map<String, CaseType.Field> fields;
  private final Set<String> lists;
  private final Rows references;

  RuleValues(Map<String, CaseType.Field> fields, Rows references) {
    this.fields = fields;
    this.lists =
        fields.values().stream()
            .filter(f -> f.type() == ValueType.CHOICES || f.type() == ValueType.RECORDS)
            .map(CaseType.Field::name)
            .collect(Collectors.toUnmodifiableSet());
    this.references = references;
  }

  /**
   * Fields for CEL.
   *
   * @param values in Java form
   * @param read which of them are needed
   */
  Map<String, Object> of(Map<String, Object> values, Predicate<String> read, RowLookup rows) {
    Map<String, Object> converted = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (read.test(name)) {
            CaseType.Field field = fields.get(name);
            Optional<Object> seen = field == null ? Optional.of(value) : of(field, value, rows);
            seen.ifPresent(present -> converted.put(name, present));
          }
        });
    return new FieldMap(converted, lists);
  }

  private Optional<Object> of(CaseType.Field field, Object value, RowLookup rows) {
    return Optional.ofNullable(
        switch (field.type()) {
          case TEXT, CHOICE -> value instanceof String ? value : null;
          case INTEGER -> value instanceof Long ? value : null;
          case DECIMAL -> value instanceof BigDecimal ? number(value) : null;
          case BOOLEAN -> value instanceof Boolean ? value : null;
          case DATE ->
              value instanceof LocalDate date
                  ? date.atStartOfDay().toInstant(ZoneOffset.UTC)
                  : null;
          case TIME -> value instanceof LocalTime ? value.toString() : null;
          case INSTANT -> value instanceof Instant ? value : null;
          case REFERENCE -> value instanceof String key ? referred(field.table(), key, rows) : null;
          case CHOICES -> isList(value, String.class) ? value : null;
          case RECORDS -> isList(value, Map.class) ? records(field, (List<?>) value, rows) : null;
          case LOCATION -> value instanceof Location location ? location(location) : null;
          case ATTACHMENT -> value instanceof Attachment attached ? attachment(attached) : null;
        });
  }

  private Object referred(@Nullable String table, String key, RowLookup rows) {
    return table == null ? key : references.row(table, key, rows);
  }

  @SuppressWarnings("unchecked") // the keys of a record are strings
  private Object records(CaseType.Field field, List<?> records, RowLookup rows) {
    RuleValues inner = new RuleValues(field.form().fields(), references);
    List<Object> converted = new ArrayList<>();
    records.forEach(
        record -> converted.add(inner.of((Map<String, Object>) record, name -> true, rows)));
    return converted;
  }

  private static boolean isList(Object value, Class<?> of) {
    return value instanceof List<?> list && list.stream().allMatch(of::isInstance);
  }

  private static Map<String, Object> location(Location location) {
    Map<String, Object> converted = new HashMap<>();
    converted.put("latitude", location.latitude().doubleValue());
    converted.put("longitude", location.longitude().doubleValue());
    BigDecimal accuracy = location.accuracy();
    if (accuracy != null) {
      converted.put("accuracy", accuracy.doubleValue());
    }
    return converted;
  }

  private static Map<String, Object> attachment(Attachment attached) {
    return Map.of(
        "id", attached.id(),
        "name", attached.name(),
        "type", attached.type(),
        "size", attached.size());
  }

  /** A number as CEL has it, anything else as it is. */
  static Object number(Object value) {
    if (value instanceof BigDecimal || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    return value instanceof Integer || value instanceof Short
        ? ((Number) value).longValue()
        : value;
  }
}
