package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.app.UserAttribute;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns facts into what CEL computes with: dates into timestamps at midnight UTC, decimals into
 * doubles, references into rows as deep as the expression looks.
 */
final class RuleValues {
  private final Map<String, CaseType.Field> fields;
  private final Map<String, UserAttribute> attributes;
  private final Map<String, OfflineTable> tables;
  private final int hops;

  /**
   * Makes the conversion for one expression.
   *
   * @param hops how many references in a row it follows at most
   */
  RuleValues(
      Map<String, CaseType.Field> fields,
      Map<String, UserAttribute> attributes,
      Map<String, OfflineTable> tables,
      int hops) {
    this.fields = Map.copyOf(fields);
    this.attributes = attributes;
    this.tables = tables;
    this.hops = hops;
  }

  Map<String, Object> variables(Facts facts) {
    return Map.of(
        "case", fields(facts.before(), facts.rows()),
        "input", fields(facts.input(), facts.rows()),
        "user", user(facts.user()));
  }

  private Map<String, Object> fields(Map<String, Object> values, RowLookup rows) {
    Map<String, Object> converted = new HashMap<>();
    values.forEach(
        (name, value) -> {
          CaseType.Field field = fields.get(name);
          String table = field == null ? null : field.table();
          converted.put(
              name, table == null ? value(value) : row(table, String.valueOf(value), rows, hops));
        });
    return converted;
  }

  /** The row as a map; with its key alone if this side has no such row or nobody looks into it. */
  private Map<String, Object> row(String name, String key, RowLookup rows, int hopsLeft) {
    Map<String, Object> converted = new HashMap<>();
    OfflineTable table = tables.get(name);
    if (table == null) {
      return converted;
    }
    if (hopsLeft > 0) {
      Map<String, @Nullable Object> found = rows.find(name, key).orElse(Map.of());
      found.forEach((column, value) -> put(converted, table, column, value, rows, hopsLeft));
    }
    converted.putIfAbsent(table.key().get(0), key);
    return converted;
  }

  private void put(
      Map<String, Object> row,
      OfflineTable table,
      String column,
      @Nullable Object value,
      RowLookup rows,
      int hopsLeft) {
    if (value != null) {
      String target = table.references().get(column);
      row.put(
          column,
          target == null ? value(value) : row(target, value.toString(), rows, hopsLeft - 1));
    }
  }

  private Map<String, Object> user(User user) {
    Map<String, Object> converted = new HashMap<>();
    converted.put("name", user.name());
    converted.put("roles", List.copyOf(user.roles()));
    for (UserAttribute attribute : attributes.values()) {
      List<Object> values =
          user.attributes().getOrDefault(attribute.name(), List.of()).stream()
              .map(text -> attributeValue(attribute, text))
              .flatMap(Optional::stream)
              .toList();
      if (attribute.many()) {
        converted.put(attribute.name(), values);
      } else if (!values.isEmpty()) {
        converted.put(attribute.name(), values.get(0));
      }
    }
    return converted;
  }

  /** A value that is not of its type is as if it were not there. */
  private static Optional<Object> attributeValue(UserAttribute attribute, String text) {
    return switch (attribute.type()) {
      case INTEGER -> parseLong(text);
      case BOOLEAN -> Optional.of(Boolean.valueOf(text));
      default -> Optional.of(text);
    };
  }

  private static Optional<Object> parseLong(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Object value(Object value) {
    if (value instanceof BigDecimal || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    return value instanceof LocalDate date ? date.atStartOfDay().toInstant(ZoneOffset.UTC) : value;
  }
}
