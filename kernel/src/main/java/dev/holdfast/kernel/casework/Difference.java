package dev.holdfast.kernel.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One line of what happened to a field, as people read it; lists of records are told record by
 * record.
 *
 * @param what the field, with the record and its field where there are records
 * @param from text of the value before, null if none
 * @param to text of the value after, null if none
 */
public record Difference(String what, @Nullable String from, @Nullable String to) {

  /**
   * What happened to a field.
   *
   * @param from value before in Java or JSON form, null if none
   * @param to value after, likewise
   */
  public static List<Difference> of(String field, @Nullable Object from, @Nullable Object to) {
    Map<String, Map<String, Object>> before = records(from);
    Map<String, Map<String, Object>> after = records(to);
    if (before.isEmpty() && after.isEmpty()) {
      return List.of(single(field, from, to));
    }
    List<Difference> lines = new ArrayList<>();
    before.forEach((id, record) -> compare(field, record, after.get(id), lines));
    after.forEach(
        (id, record) -> {
          if (!before.containsKey(id)) {
            lines.add(new Difference(named(field, record), null, text(record)));
          }
        });
    if (lines.isEmpty()) {
      lines.add(new Difference(field, "as before", "in another order"));
    }
    return lines;
  }

  private static void compare(
      String field,
      Map<String, Object> before,
      @Nullable Map<String, Object> after,
      List<Difference> lines) {
    if (after == null) {
      lines.add(new Difference(named(field, before), text(before), null));
      return;
    }
    for (String key : new TreeSet<>(Records.keys(before, after))) {
      if (!Values.same(before.get(key), after.get(key))) {
        lines.add(single(named(field, before) + ' ' + key, before.get(key), after.get(key)));
      }
    }
  }

  /** Two files may be called alike, and be of the same size. */
  private static Difference single(String what, @Nullable Object from, @Nullable Object to) {
    String before = text(from);
    String after = text(to);
    boolean alike = isFile(to) && String.valueOf(after).equals(before) && !Values.same(from, to);
    return new Difference(what, before, alike ? after + " (another content)" : after);
  }

  private static boolean isFile(@Nullable Object value) {
    return value != null && !Contents.ids(Map.of("", value)).isEmpty();
  }

  private static Map<String, Map<String, Object>> records(@Nullable Object value) {
    return value instanceof List<?> list && ValueText.isRecords(list)
        ? Records.byId(list).orElse(Map.of())
        : Map.of();
  }

  private static String named(String field, Map<String, Object> record) {
    return field + ' ' + ValueText.nameOf(record);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : ValueText.of(value);
  }

  /** The line, as in {@code dose: 1 -> 2}. */
  @Override
  public String toString() {
    return what + ": " + (from == null ? "" : from + " -> ") + (to == null ? "" : to);
  }
}
