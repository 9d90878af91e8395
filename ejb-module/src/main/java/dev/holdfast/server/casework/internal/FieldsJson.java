package dev.holdfast.server.casework.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields of a case as they are stored: one JSON object. */
final class FieldsJson {
  private FieldsJson() {}

  /** Values in JSON form. */
  static Map<String, ? extends @Nullable Object> read(String stored) {
    try {
      return WireJson.mapper().readValue(stored, WireJson.VALUES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a case's fields are not a JSON object", e);
    }
  }

  /** Values in JSON form, without those that are null. */
  static Map<String, Object> values(String stored) {
    return present(read(stored));
  }

  private static Map<String, Object> present(Map<String, ? extends @Nullable Object> values) {
    Map<String, Object> present = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }

  /** What to store of values in JSON form, without those that are null. */
  static String of(Map<String, ? extends @Nullable Object> values) {
    return CanonicalJson.of(present(values));
  }

  /** What to store of values in Java form. */
  static String write(Map<String, Object> fields) {
    return CanonicalJson.of(Values.fieldsToJson(fields));
  }
}
