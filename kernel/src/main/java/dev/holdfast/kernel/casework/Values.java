package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values between their JSON form, their text form and their Java form; see {@link ValueType}. */
public final class Values {
  private Values() {}

  /**
   * Reads the JSON form.
   *
   * @param json string, boolean or number as Jackson reads it
   * @return the Java form, empty if it is not a value of this type
   */
  public static Optional<Object> fromJson(ValueType type, Object json) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what a person typed.
   *
   * @return the Java form, empty if it is not a value of this type
   */
  public static Optional<Object> fromText(ValueType type, String text) {
    throw new UnsupportedOperationException();
  }

  /** The JSON form of a value in Java form: string, {@link Long} or {@link Boolean}. */
  public static Object toJson(Object value) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads the fields of a case as they are stored. A field that the type doesn't have, or whose
   * value is not of its type (any more), stays as it is: a newer package must not lose it.
   *
   * @param json values in JSON form
   * @return values in Java form; fields without value are absent
   */
  public static Map<String, Object> fieldsFromJson(
      CaseType type, Map<String, @Nullable Object> json) {
    throw new UnsupportedOperationException();
  }

  /** The fields of a case as they are stored, sorted by name. */
  public static Map<String, Object> fieldsToJson(Map<String, Object> fields) {
    throw new UnsupportedOperationException();
  }
}
