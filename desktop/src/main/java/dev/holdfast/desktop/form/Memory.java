package dev.holdfast.desktop.form;

import dev.holdfast.device.api.CaseView;
import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.casework.Values;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user has typed, and what the case held when he saw it last. So it is known, when the
 * case changes elsewhere, what of that he does not know yet. Belongs to the screen's thread.
 */
final class Memory {
  private final Map<String, @Nullable Object> typed = new LinkedHashMap<>();
  private final Set<String> fresh = new HashSet<>();
  private Map<String, Object> seen = Map.of();
  private Map<String, Object> present = Map.of();
  private boolean begun;

  /** What was typed, in JSON form; null removes a value. */
  Map<String, @Nullable Object> typed() {
    return new LinkedHashMap<>(typed);
  }

  /** Fields that were not typed, and changed since the form was opened. */
  Set<String> fresh() {
    return Set.copyOf(fresh);
  }

  void type(String field, @Nullable Object value) {
    typed.put(field, value);
    fresh.remove(field);
  }

  /** The case as it is now; the first time it is what the user sees. */
  void read(Map<String, Object> values) {
    present = values;
    if (!begun) {
      begun = true;
      seen = values;
      return;
    }
    Map<String, Object> now = new LinkedHashMap<>(seen);
    for (String field : changed()) {
      if (!typed.containsKey(field)) {
        fresh.add(field);
        put(now, field, present.get(field));
      }
    }
    seen = now;
  }

  /** Fields that were typed, and that are not what they were when the user saw them. */
  Set<String> clashing() {
    Set<String> clashing = changed();
    clashing.retainAll(typed.keySet());
    // Who typed what it is now has no quarrel with anybody.
    clashing.removeIf(field -> Values.same(json(typed.get(field)), json(present.get(field))));
    return clashing;
  }

  /** What a field was when the user saw it. */
  @Nullable Object before(String field) {
    return seen.get(field);
  }

  /** What a field is now. */
  @Nullable Object theirs(String field) {
    return present.get(field);
  }

  /** The user knows what the field is now, and wants his own all the same. */
  void keepMine(String field) {
    Map<String, Object> now = new LinkedHashMap<>(seen);
    put(now, field, present.get(field));
    seen = now;
  }

  /** The user wants what the field is now. */
  void takeTheirs(String field) {
    keepMine(field);
    typed.remove(field);
  }

  private Set<String> changed() {
    Set<String> all = new HashSet<>(seen.keySet());
    all.addAll(present.keySet());
    all.removeIf(field -> Values.same(seen.get(field), present.get(field)));
    return all;
  }

  private static @Nullable Object json(@Nullable Object value) {
    return value == null ? null : Values.toJson(value);
  }

  private static void put(Map<String, Object> map, String field, @Nullable Object value) {
    if (value == null) {
      map.remove(field);
    } else {
      map.put(field, value);
    }
  }

  /** The values of a case, built-in fields included. */
  static Map<String, Object> of(CaseView view) {
    Map<String, Object> values = new LinkedHashMap<>(view.fields());
    put(values, BuiltIn.ASSIGNEE, view.assignee());
    put(values, BuiltIn.WORKLIST, view.worklist());
    return values;
  }
}
