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
import org.jspecify.annotations.Nullable;

/** Lists of records between their JSON form and their Java form. */
final class Records {
  /** The key that tells a record from the others of its list. */
  static final String ID = "id";

  private Records() {}

  /** The Java form; empty if it is no list of records, or anything in it is not known. */
  static Optional<List<Map<String, Object>>> strict(CaseType.Field field, Object json) {
    RecordsReading reading = new RecordsReading(field, null);
    List<Map<String, Object>> records = reading.read(json);
    return reading.messages().isEmpty() ? Optional.of(records) : Optional.empty();
  }

  /** The Java form as far as possible; what is not of its type (any more) stays as it is. */
  static Object stored(CaseType.Field field, Object json) {
    if (byId(json).isEmpty()) {
      return json;
    }
    List<Object> records = new ArrayList<>();
    for (Object item : (List<?>) json) {
      Map<String, Object> record = new LinkedHashMap<>();
      ((Map<?, ?>) item)
          .forEach(
              (key, value) -> {
                CaseType.Field part = field.form().fields().get(key);
                if (value != null) {
                  record.put(key.toString(), part == null ? value : Values.stored(part, value));
                }
              });
      records.add(Collections.unmodifiableMap(record));
    }
    return List.copyOf(records);
  }

  /**
   * The records of a list by their id, in order.
   *
   * @param value in Java or JSON form, null for none
   * @return empty if it is no list of records
   */
  @SuppressWarnings("unchecked") // the keys of JSON objects are strings
  static Optional<Map<String, Map<String, Object>>> byId(@Nullable Object value) {
    if (value == null) {
      return Optional.of(Map.of());
    }
    if (!(value instanceof List<?> list)) {
      return Optional.empty();
    }
    Map<String, Map<String, Object>> records = new LinkedHashMap<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> record)
          || !(record.get(ID) instanceof String id)
          || records.put(id, (Map<String, Object>) record) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(records);
  }

  /** The names of fields and whatever else these records have, without their id. */
  static Set<String> keys(Map<String, ?> one, Map<String, ?> other) {
    Set<String> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    keys.remove(ID);
    return keys;
  }
}
