package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.rule.RowLookup;
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
  /**
   * Reads what an action sets.
   *
   * @param json values in JSON form; null or an empty list removes
   * @param current the case, null if there is none
   */
  static FieldInput read(
      CaseType type,
      CaseType.Action action,
      Map<String, ? extends @Nullable Object> json,
      RowLookup rows,
      @Nullable CaseState current) {
    return new Reading(type, action, rows, current).read(json);
  }

  private static final class Reading {
    private final CaseType type;
    private final CaseType.Action action;
    private final Limits limits;
    private final @Nullable CaseState current;
    private final Map<String, @Nullable Object> values = new TreeMap<>();
    private final List<Message> messages = new ArrayList<>();
    private boolean readable = true;

    Reading(CaseType type, CaseType.Action action, RowLookup rows, @Nullable CaseState current) {
      this.type = type;
      this.action = action;
      this.limits = new Limits(rows);
      this.current = current;
    }

    FieldInput read(Map<String, ? extends @Nullable Object> json) {
      new TreeMap<>(json).forEach(this::read);
      return new FieldInput(values, List.copyOf(messages), readable);
    }

    private void read(String name, @Nullable Object json) {
      CaseType.Field field = type.field(name);
      if (field == null) {
        readable = false;
        messages.add(Messages.unknownField(type, name));
      } else if (!action.sets().contains(name)) {
        messages.add(Messages.notSettable(action, name));
      } else if (json == null || json instanceof List<?> list && list.isEmpty()) {
        values.put(name, null);
      } else if (field.type() == ValueType.RECORDS) {
        readRecords(field, json);
      } else {
        Optional<Object> value = Values.fromJson(field, json);
        readable &= value.isPresent();
        value.ifPresentOrElse(
            present -> {
              values.put(name, present);
              messages.addAll(limits.check(field, present));
            },
            () -> messages.add(Messages.wrongType(field, Spot.of(field))));
      }
    }

    private void readRecords(CaseType.Field field, Object json) {
      Object present = current == null ? null : current.fields().get(field.name());
      RecordsReading reading = new RecordsReading(field, present);
      List<Map<String, Object>> records = reading.read(json);
      messages.addAll(reading.messages());
      if (reading.messages().isEmpty()) {
        values.put(field.name(), records);
        messages.addAll(limits.check(field, records, present));
      } else {
        readable = false;
      }
    }
  }
}
