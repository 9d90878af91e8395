package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The effect of an allowed action on a case. */
final class CaseChange {
  private CaseChange() {}

  /** The case that a creating action begins with: in its first stage, without any value. */
  static CaseState unborn(ActionRequest request, CaseType.Action action) {
    String stage = action.creates() == null ? "" : action.creates();
    return new CaseState(request.caseId(), request.type(), stage, false, 0, null, Map.of());
  }

  /**
   * Required fields that the case would be without: all when it is created, later those that the
   * action removes. An older case that lacks a field which a new package requires stays workable.
   */
  static List<Message> missing(CaseType type, CaseType.Action action, FieldInput input) {
    Collection<String> touched =
        action.creates() != null ? type.fields().keySet() : input.values().keySet();
    List<Message> missing = new ArrayList<>();
    for (String name : touched) {
      CaseType.Field field = FieldInput.field(type, name);
      boolean reported = input.messages().stream().anyMatch(m -> name.equals(m.field()));
      if (field != null && field.required() && !reported && isEmpty(input.values().get(name))) {
        missing.add(Messages.required(name));
      }
    }
    return missing;
  }

  /**
   * Applies the action.
   *
   * @param current the case as it was, null if it is created
   * @param before the same, or {@link #unborn}
   */
  static Performance apply(
      @Nullable CaseState current, CaseState before, CaseType.Action action, FieldInput input) {
    Map<String, Object> fields = new TreeMap<>(before.fields());
    Map<String, Change> changes = new LinkedHashMap<>();
    String assignee = before.assignee();
    for (Map.Entry<String, @Nullable Object> entry : input.values().entrySet()) {
      String name = entry.getKey();
      Object value = entry.getValue();
      if (name.equals(FieldInput.ASSIGNEE)) {
        note(changes, name, assignee, value);
        assignee = (String) value;
      } else {
        note(changes, name, fields.get(name), value);
        put(fields, name, value);
      }
    }
    String stage = action.to() == null ? before.stage() : action.to();
    note(changes, "stage", current == null ? null : current.stage(), stage);
    if (action.completes()) {
      note(changes, "completed", false, true);
    }
    CaseState after =
        new CaseState(
            before.id(),
            before.type(),
            stage,
            action.completes(),
            before.version(),
            assignee,
            Collections.unmodifiableMap(fields));
    return new Performance.Performed(after, Collections.unmodifiableMap(changes));
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value == null) {
      fields.remove(name);
    } else {
      fields.put(name, value);
    }
  }

  private static void note(
      Map<String, Change> changes, String name, @Nullable Object from, @Nullable Object to) {
    if (!Values.same(from, to)) {
      changes.put(name, new Change(from, to));
    }
  }

  /** Text of spaces is no value where one is required. */
  private static boolean isEmpty(@Nullable Object value) {
    return value == null || (value instanceof String text && text.isBlank());
  }
}
