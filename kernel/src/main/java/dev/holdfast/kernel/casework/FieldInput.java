package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.rule.RowLookup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an action sets, checked one by one.
 *
 * @param values values in Java form by field, sorted; null removes
 * @param messages everything that is wrong with them
 * @param readable whether every field is known and every value of its type
 */
record FieldInput(Map<String, @Nullable Object> values, List<Message> messages, boolean readable) {
  /** The built-in field that says who works on the case. */
  static final String ASSIGNEE = "assignee";

  private static final CaseType.Field ASSIGNEE_FIELD =
      new CaseType.Field(
          ASSIGNEE, ValueType.TEXT, false, 1L, 100L, List.of(), null, CaseType.MergeRule.DEVICE);

  static FieldInput read(
      CaseType type,
      CaseType.Action action,
      Map<String, ? extends @Nullable Object> json,
      RowLookup rows) {
    return new Reading(type, action, rows).read(json);
  }

  /** A field by its name, {@code assignee} included; null if the type has none of that name. */
  static CaseType.@Nullable Field field(CaseType type, String name) {
    return name.equals(ASSIGNEE) ? ASSIGNEE_FIELD : type.fields().get(name);
  }

  private static final class Reading {
    private final CaseType type;
    private final CaseType.Action action;
    private final RowLookup rows;
    private final Map<String, @Nullable Object> values = new TreeMap<>();
    private final List<Message> messages = new ArrayList<>();
    private boolean readable = true;

    Reading(CaseType type, CaseType.Action action, RowLookup rows) {
      this.type = type;
      this.action = action;
      this.rows = rows;
    }

    FieldInput read(Map<String, ? extends @Nullable Object> json) {
      new TreeMap<>(json).forEach(this::read);
      return new FieldInput(values, List.copyOf(messages), readable);
    }

    private void read(String name, @Nullable Object json) {
      CaseType.Field field = field(type, name);
      if (field == null) {
        readable = false;
        messages.add(Messages.unknownField(type, name));
      } else if (!action.sets().contains(name)) {
        messages.add(Messages.notSettable(action, name));
      } else if (json == null) {
        values.put(name, null);
      } else {
        Optional<Object> value = Values.fromJson(field.type(), json);
        readable &= value.isPresent();
        value.ifPresentOrElse(
            present -> accept(field, present), () -> messages.add(Messages.wrongType(field)));
      }
    }

    private void accept(CaseType.Field field, Object value) {
      values.put(field.name(), value);
      if (field.type() == ValueType.CHOICE && !field.of().contains(value)) {
        messages.add(Messages.choice(field));
      }
      BigDecimal size = size(value);
      Long min = field.min();
      Long max = field.max();
      if (size != null && min != null && size.compareTo(BigDecimal.valueOf(min)) < 0) {
        messages.add(Messages.min(field, min));
      }
      if (size != null && max != null && size.compareTo(BigDecimal.valueOf(max)) > 0) {
        messages.add(Messages.max(field, max));
      }
      String table = field.table();
      if (table != null && rows.find(table, value.toString()).isEmpty()) {
        messages.add(Messages.unknownRow(field, table, value));
      }
    }

    /** What min and max are about: the number itself, or a text's length in characters. */
    private static @Nullable BigDecimal size(Object value) {
      if (value instanceof String text) {
        return BigDecimal.valueOf(text.codePointCount(0, text.length()));
      }
      if (value instanceof Long number) {
        return BigDecimal.valueOf(number);
      }
      return value instanceof BigDecimal decimal ? decimal : null;
    }
  }
}
