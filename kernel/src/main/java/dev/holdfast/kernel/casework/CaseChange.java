package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The effect of an action on a case. */
final class CaseChange {
  private CaseChange() {}

  /** The case that a creating action begins with: in its first stage, without any value. */
  static CaseState unborn(ActionRequest request, CaseType.Action action) {
    String stage = action.creates() == null ? "" : action.creates();
    return new CaseState(request.caseId(), request.type(), stage, false, 0, null, Map.of());
  }

  /**
   * The case as an action leaves it, before anything is computed.
   *
   * @param given values in Java form by field, null removes
   */
  static CaseState after(
      CaseState before, CaseType.Action action, Map<String, @Nullable Object> given) {
    Map<String, Object> fields = new TreeMap<>(before.fields());
    String assignee = before.assignee();
    for (Map.Entry<String, @Nullable Object> entry : given.entrySet()) {
      Object value = entry.getValue();
      if (entry.getKey().equals(FieldInput.ASSIGNEE)) {
        assignee = (String) value;
      } else if (value == null) {
        fields.remove(entry.getKey());
      } else {
        fields.put(entry.getKey(), value);
      }
    }
    return new CaseState(
        before.id(),
        before.type(),
        action.to() == null ? before.stage() : action.to(),
        action.completes(),
        before.version(),
        assignee,
        Collections.unmodifiableMap(fields));
  }

  /** The same case with other fields. */
  static CaseState with(CaseState state, Map<String, Object> fields) {
    return new CaseState(
        state.id(),
        state.type(),
        state.stage(),
        state.completed(),
        state.version(),
        state.assignee(),
        Collections.unmodifiableMap(fields));
  }

  /**
   * What is different.
   *
   * @param current the case as it was, null if there was none
   * @param before the same, or {@link #unborn}
   */
  static Map<String, Change> changes(
      @Nullable CaseState current, CaseState before, CaseState after) {
    Map<String, Change> changes = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>(before.fields().keySet());
    names.addAll(after.fields().keySet());
    names.forEach(name -> note(changes, name, before.fields().get(name), after.fields().get(name)));
    note(changes, FieldInput.ASSIGNEE, before.assignee(), after.assignee());
    note(changes, "stage", current == null ? null : current.stage(), after.stage());
    if (after.completed()) {
      note(changes, "completed", false, true);
    }
    return Collections.unmodifiableMap(changes);
  }

  private static void note(
      Map<String, Change> changes, String name, @Nullable Object from, @Nullable Object to) {
    if (!Values.same(from, to)) {
      changes.put(name, new Change(from, to));
    }
  }
}
