package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one list of records strictly and says what is wrong with it. Values of computed fields are
 * left out: whoever sends a list back as it was shown has them in it. What a newer package has left
 * in a record, because it does not know it, may stay as it is.
 */
final class RecordsReading {
  private final CaseType.Field list;
  private final Map<String, Map<String, Object>> present;
  private final List<Message> messages = new ArrayList<>();

  /**
   * Begins.
   *
   * @param list the field
   * @param present what the case has there now, in Java form, null if nothing
   */
  RecordsReading(CaseType.Field list, @Nullable Object present) {
    this.list = list;
    this.present = Records.byId(present).orElse(Map.of());
  }

  /** The records in Java form; not to be used if there are messages. */
  List<Map<String, Object>> read(Object json) {
    List<Map<String, Object>> records = new ArrayList<>();
    if (!(json instanceof List<?> items)) {
      messages.add(Messages.wrongType(list, Spot.of(list)));
      return records;
    }
    Set<String> ids = new HashSet<>();
    for (Object item : items) {
      int number = records.size() + 1;
      if (!(item instanceof Map<?, ?> record)
          || !PlainValues.isUuid(given(record.get(Records.ID)))) {
        messages.add(Messages.noRecord(Spot.of(list, number)));
        return records;
      }
      String id = String.valueOf(record.get(Records.ID));
      if (!ids.add(id)) {
        messages.add(Messages.sameRecord(Spot.of(list, number), id));
      }
      records.add(read(number, id, record));
    }
    return Collections.unmodifiableList(records);
  }

  /** What is wrong, empty if nothing. */
  List<Message> messages() {
    return messages;
  }

  private Map<String, Object> read(int number, String id, Map<?, ?> json) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(Records.ID, id);
    Map<String, CaseType.Field> fields = list.form().fields();
    for (CaseType.Field field : fields.values()) {
      Object value = json.get(field.name());
      if (value != null && !field.isComputed() && !isEmptyList(value)) {
        Spot spot = Spot.of(list, number, field.name());
        Values.fromJson(field, value)
            .or(() -> left(id, field.name(), value))
            .ifPresentOrElse(
                good -> record.put(field.name(), good),
                () -> messages.add(Messages.wrongType(field, spot)));
      }
    }
    Set<String> others = new TreeSet<>();
    json.keySet().forEach(key -> others.add(String.valueOf(key)));
    others.removeAll(fields.keySet());
    others.remove(Records.ID);
    for (String key : others) {
      Object value = json.get(key);
      if (value != null) {
        left(id, key, value)
            .ifPresentOrElse(
                same -> record.put(key, same),
                () -> messages.add(Messages.unknownPart(list, Spot.of(list, number), key)));
      }
    }
    return Collections.unmodifiableMap(record);
  }

  /** The case's own value of something that the package does not know, if it is the same. */
  private Optional<Object> left(String id, String key, Object json) {
    Object value = present.getOrDefault(id, Map.of()).get(key);
    return value != null && Values.same(Values.toJson(value), json)
        ? Optional.of(value)
        : Optional.empty();
  }

  private static boolean isEmptyList(Object value) {
    return value instanceof List<?> items && items.isEmpty();
  }

  private static Object given(@Nullable Object value) {
    return value == null ? "" : value;
  }
}
