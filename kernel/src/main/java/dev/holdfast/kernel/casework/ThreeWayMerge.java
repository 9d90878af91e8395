package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges what an action sets into a case that has changed since the action's base, field by field,
 * lists of records record by record. Only the fields that the action sets are looked at; all others
 * stay as they are on the server.
 */
public final class ThreeWayMerge {
  private final CaseType type;
  private final Map<String, @Nullable Object> values = new TreeMap<>();
  private final Map<String, String> explanation = new TreeMap<>();
  private final List<Message> conflicts = new ArrayList<>();

  private ThreeWayMerge(CaseType type) {
    this.type = type;
  }

  /**
   * What came of it.
   *
   * @param values what the fields are to be, in Java form, null for no value
   * @param explanation why, by field, for people
   * @param conflicts fields that a person has to decide on; if there are any, {@code values} is not
   *     to be used
   */
  public record Result(
      Map<String, @Nullable Object> values,
      Map<String, String> explanation,
      List<Message> conflicts) {}

  /**
   * Merges; all values in Java form, null or absent for none.
   *
   * @param type the case type, for its rules
   * @param base what the fields were when the action was performed
   * @param mine what the action sets
   * @param theirs what the case has now
   */
  public static Result merge(
      CaseType type,
      Map<String, ? extends @Nullable Object> base,
      Map<String, ? extends @Nullable Object> mine,
      Map<String, ? extends @Nullable Object> theirs) {
    ThreeWayMerge merge = new ThreeWayMerge(type);
    mine.forEach(
        (name, value) -> merge.field(name, new Sides(base.get(name), value, theirs.get(name))));
    return new Result(
        Collections.unmodifiableMap(merge.values),
        Collections.unmodifiableMap(merge.explanation),
        List.copyOf(merge.conflicts));
  }

  private void field(String name, Sides sides) {
    CaseType.Field field = type.field(name);
    if (field != null && field.type() == ValueType.RECORDS && RecordsMerge.isPossible(sides)) {
      RecordsMerge merge = new RecordsMerge(field, sides);
      take(name, merge.merge());
      merge.conflicts().forEach(why -> conflicts.add(Messages.mergeConflict(name, why)));
      return;
    }
    FieldMerge.Merged merged = FieldMerge.merge(field, sides);
    if (merged instanceof FieldMerge.Taken taken) {
      take(name, taken);
    } else if (merged instanceof FieldMerge.Conflict conflict) {
      conflicts.add(Messages.mergeConflict(name, conflict.why()));
    }
  }

  private void take(String name, FieldMerge.Taken taken) {
    values.put(name, taken.value());
    explanation.put(name, taken.why());
  }
}
