package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Coordination;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an index can be of.
 *
 * @param known columns, or fields with the built-in ones
 * @param code of a finding if there is no such thing
 * @param what they are called
 * @param refusals why some of them can't be in an index, by name
 * @param longest greatest length in characters of those that say one, by name
 * @param found what rows are found by in any case, as the beginning of an index
 */
record IndexedColumns(
    List<String> known,
    String code,
    String what,
    Map<String, String> refusals,
    Map<String, Long> longest,
    List<String> found) {
  /** Types of which nobody looks up a whole value. */
  private static final Set<ValueType> COMPOUND =
      EnumSet.of(ValueType.CHOICES, ValueType.RECORDS, ValueType.LOCATION, ValueType.ATTACHMENT);

  static IndexedColumns ofTable(List<String> columns) {
    return new IndexedColumns(columns, "unknown-column", "column", Map.of(), Map.of(), List.of());
  }

  static IndexedColumns ofCase(Map<String, CaseType.Field> fields, Coordination coordination) {
    List<String> known = new ArrayList<>(fields.keySet());
    known.addAll(coordination.indexable());
    Map<String, String> refusals = new LinkedHashMap<>();
    Map<String, Long> longest = new LinkedHashMap<>();
    for (CaseType.Field field : fields.values()) {
      if (COMPOUND.contains(field.type())) {
        refusals.put(field.name(), "is " + Words.of(field.type()) + ", which has no single value");
      }
      Long max = field.type() == ValueType.TEXT ? field.form().max() : null;
      if (max != null) {
        longest.put(field.name(), max);
      }
    }
    for (String time : coordination.hasDeadlines() ? Coordination.TIMES : List.<String>of()) {
      if (!known.contains(time)) {
        refusals.put(time, "is computed when it is asked for");
      }
    }
    return new IndexedColumns(known, "unknown-field", "field", refusals, longest, List.of("id"));
  }

  /** Why one of them can't be in an index. */
  Optional<String> refusal(String name) {
    return Optional.ofNullable(refusals.get(name));
  }

  /** Whether values of it may be longer than this. */
  boolean isLongerThan(String name, long characters) {
    Long most = longest.get(name);
    return most != null && most > characters;
  }
}
