package dev.holdfast.kernel.digest;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON with exactly one text for a value: no spaces, keys sorted by their UTF-16 code units,
 * strings escaped as PostgreSQL does. Device and server must come to the same bytes.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * The text of a value.
   *
   * @param value null, string, boolean, long, int, a map with string keys, or an iterable of these
   * @throws IllegalArgumentException if it is or holds anything else
   */
  public static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /**
   * A JSON string, escaped as PostgreSQL's {@code to_json} does: quote, backslash and control
   * characters below 0x20; everything else stands for itself.
   */
  public static String string(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    append(out, text);
    return out.toString();
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    if (value instanceof String text) {
      append(out, text);
    } else if (value instanceof Map<?, ?> map) {
      append(out, map);
    } else if (value instanceof Iterable<?> list) {
      append(out, list);
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("no canonical JSON for " + value.getClass().getName());
    }
  }

  private static void append(StringBuilder out, Iterable<?> list) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      append(out, item);
      separator = ",";
    }
    out.append(']');
  }

  private static void append(StringBuilder out, Map<?, ?> map) {
    SortedMap<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      out.append(separator);
      append(out, entry.getKey());
      out.append(':');
      append(out, entry.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private static void append(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
