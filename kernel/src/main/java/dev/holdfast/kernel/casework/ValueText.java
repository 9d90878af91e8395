package dev.holdfast.kernel.casework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values as people read them, in Java or JSON form, without what describes them. */
public final class ValueText {
  private static final int MAX_NAME = 40;

  private ValueText() {}

  /** One value; nothing for none. */
  public static String of(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    Object json = Values.toJson(value);
    if (json instanceof Collection<?> list) {
      List<String> parts = new ArrayList<>();
      list.forEach(item -> parts.add(of(item)));
      return String.join(isRecords(list) ? "; " : ", ", parts);
    }
    return json instanceof Map<?, ?> map ? object(map) : json.toString();
  }

  private static String object(Map<?, ?> map) {
    if (map.containsKey("latitude") && map.containsKey("longitude")) {
      String place = map.get("latitude") + ", " + map.get("longitude");
      Object accuracy = map.get("accuracy");
      return accuracy == null ? place : place + " (\u00b1" + accuracy + " m)";
    }
    if (map.containsKey("size") && map.containsKey("name") && map.containsKey("type")) {
      return "%s (%s, %s bytes)".formatted(map.get("name"), map.get("type"), map.get("size"));
    }
    List<String> parts = new ArrayList<>();
    sorted(map)
        .forEach(
            (key, value) -> {
              if (!key.equals(Records.ID)) {
                parts.add(key + ' ' + of(value));
              }
            });
    return parts.isEmpty() ? "empty" : String.join(", ", parts);
  }

  /** What people can call a record by: its first text by name, or the end of its id. */
  static String nameOf(Map<?, ?> record) {
    return nameOf(record, sorted(record).keySet());
  }

  /**
   * What people can call a record by: its first text, or the end of its id.
   *
   * @param fields the names of its fields in the order in which to look
   */
  static String nameOf(Map<?, ?> record, Collection<String> fields) {
    for (String field : fields) {
      if (!field.equals(Records.ID) && record.get(field) instanceof String text && isName(text)) {
        return '\'' + shortened(text) + '\'';
      }
    }
    String id = String.valueOf(record.get(Records.ID));
    return "record …" + id.substring(Math.max(0, id.length() - 4));
  }

  private static boolean isName(String text) {
    return text.codePoints().anyMatch(Character::isLetter) && !PlainValues.isUuid(text);
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) > MAX_NAME
        ? name.substring(0, name.offsetByCodePoints(0, MAX_NAME)) + '…'
        : name;
  }

  static boolean isRecords(Collection<?> list) {
    return !list.isEmpty()
        && list.stream()
            .allMatch(item -> item instanceof Map<?, ?> map && map.containsKey(Records.ID));
  }

  private static Map<String, Object> sorted(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            sorted.put(key.toString(), value);
          }
        });
    return sorted;
  }
}
