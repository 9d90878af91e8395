package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Evolution.FieldsChange;
import dev.holdfast.kernel.app.Evolution.TypeChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names that a case type has in some version, as far as the present one tells.
 *
 * @param fields its fields
 * @param actions its actions
 * @param stages its stages
 */
record KnownNames(KnownFields fields, Set<String> actions, Set<String> stages) {
  /** Those of a type that there is not. */
  static final KnownNames NONE =
      new KnownNames(new KnownFields(Map.of(), Map.of(), Map.of()), Set.of(), Set.of());

  /** Those of the present version. */
  static KnownNames of(CaseType type) {
    return new KnownNames(
        KnownFields.of(type.fields()), type.actions().keySet(), Set.copyOf(type.stages()));
  }

  /** Those that it had before a change; some of them may have been new with it. */
  KnownNames before(TypeChange change) {
    Set<String> earlier = before(actions, change.actions());
    earlier.addAll(change.retiredActions());
    return new KnownNames(fields.before(change.fields()), earlier, before(stages, change.stages()));
  }

  private static Set<String> before(Collection<String> after, Map<String, String> renamed) {
    Set<String> before = new HashSet<>(after);
    before.removeAll(renamed.values());
    before.addAll(renamed.keySet());
    return before;
  }

  /**
   * The fields of a case, or of the records of a list.
   *
   * @param types fields by name; a field that later versions don't have is absent
   * @param choices the choices of those that have some
   * @param records the same of the records of lists
   */
  record KnownFields(
      Map<String, CaseType.Field> types,
      Map<String, Set<String>> choices,
      Map<String, KnownFields> records) {

    static KnownFields of(Map<String, CaseType.Field> fields) {
      Map<String, Set<String>> choices = new HashMap<>();
      Map<String, KnownFields> records = new HashMap<>();
      fields.forEach(
          (name, field) -> {
            if (!field.of().isEmpty()) {
              choices.put(name, Set.copyOf(field.of()));
            }
            if (!field.form().fields().isEmpty()) {
              records.put(name, of(field.form().fields()));
            }
          });
      return new KnownFields(fields, choices, records);
    }

    private KnownFields before(FieldsChange change) {
      Map<String, Set<String>> earlier = new HashMap<>(choices);
      change
          .values()
          .forEach((field, values) -> earlier.merge(field, values.keySet(), KnownFields::union));
      Map<String, KnownFields> lists = new HashMap<>(records);
      change
          .records()
          .forEach((list, inside) -> lists.computeIfPresent(list, (l, f) -> f.before(inside)));
      Map<String, String> renamed = change.renamed();
      return new KnownFields(
          renamed(types, renamed), renamed(earlier, renamed), renamed(lists, renamed));
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
      Set<String> union = new HashSet<>(some);
      union.addAll(more);
      return union;
    }

    private static <T> Map<String, T> renamed(Map<String, T> after, Map<String, String> names) {
      Map<String, T> before = new HashMap<>(after);
      before.keySet().removeAll(names.values());
      names.forEach(
          (old, now) -> {
            T found = after.get(now);
            if (found != null) {
              before.put(old, found);
            }
          });
      return before;
    }
  }
}
