package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
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
   * @param sheet the case's type, who performs it, and its moment
   */
  static CaseState after(
      CaseState before,
      CaseType.Action action,
      Map<String, @Nullable Object> given,
      FactSheet sheet) {
    Map<String, Object> fields = new TreeMap<>(before.fields());
    Map<String, @Nullable Object> builtIn = new HashMap<>(given);
    builtIn.keySet().retainAll(sheet.type().coordination().builtIns().keySet());
    given.forEach(
        (name, value) -> {
          if (value == null) {
            fields.remove(name);
          } else if (!builtIn.containsKey(name)) {
            fields.put(name, value);
          }
        });
    Holder holder = Holder.of(before).after(action.handover(), builtIn, sheet.user().name());
    String stage = action.to() == null ? before.stage() : action.to();
    boolean enters = action.creates() != null || !stage.equals(before.stage());
    CaseContext context = before.context().on(holder.worklist());
    if (builtIn.get(BuiltIn.PARENT) instanceof String parent) {
      context = context.childOf(UUID.fromString(parent));
    }
    return new CaseState(
        before.id(),
        before.type(),
        stage,
        action.completes(),
        before.version(),
        holder.assignee(),
        Collections.unmodifiableMap(fields),
        enters ? context.inStageFrom(sheet.now()) : context);
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
    note(changes, BuiltIn.ASSIGNEE, before.assignee(), after.assignee());
    note(changes, BuiltIn.WORKLIST, before.context().worklist(), after.context().worklist());
    note(changes, BuiltIn.PARENT, text(before.context().parent()), text(after.context().parent()));
    note(changes, "stage", current == null ? null : current.stage(), after.stage());
    if (after.completed()) {
      note(changes, "completed", false, true);
    }
    return Collections.unmodifiableMap(changes);
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static void note(
      Map<String, Change> changes, String name, @Nullable Object from, @Nullable Object to) {
    if (!Values.same(from, to)) {
      changes.put(name, new Change(from, to));
    }
  }
}
