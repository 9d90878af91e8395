package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges what an action sets into a case that has changed since the action's base, field by field.
 * Only the fields that the action sets are looked at; all others stay as they are on the server.
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
    mine.forEach((name, value) -> merge.field(name, base.get(name), value, theirs.get(name)));
    return new Result(
        Collections.unmodifiableMap(merge.values),
        Collections.unmodifiableMap(merge.explanation),
        List.copyOf(merge.conflicts));
  }

  private void field(
      String name, @Nullable Object base, @Nullable Object mine, @Nullable Object theirs) {
    if (Values.same(mine, theirs)) {
      take(name, theirs, "the same on both sides");
    } else if (Values.same(theirs, base)) {
      take(name, mine, "changed on the device only");
    } else if (Values.same(mine, base)) {
      take(name, theirs, "changed on the server only");
    } else {
      bothChanged(name, new Sides(base, mine, theirs));
    }
  }

  private void bothChanged(String name, Sides sides) {
    CaseType.Field field = FieldInput.field(type, name);
    CaseType.MergeRule rule = field == null ? CaseType.MergeRule.PARK : field.onConflict();
    switch (rule) {
      case DEVICE -> take(name, sides.mine(), "changed on both sides; the device's value stands");
      case SERVER -> take(name, sides.theirs(), "changed on both sides; the server's value stands");
      case PARK ->
          conflicts.add(
              Messages.mergeConflict(
                  name, "changed on both sides; a person has to decide between them."));
      default -> combine(name, rule, sides);
    }
  }

  private void combine(String name, CaseType.MergeRule rule, Sides sides) {
    try {
      switch (rule) {
        case APPEND -> take(name, sides.appended(), "changed on both sides; both texts stand");
        case MAX -> take(name, sides.extreme(1), "changed on both sides; the greater one stands");
        case MIN -> take(name, sides.extreme(-1), "changed on both sides; the lesser one stands");
        default -> take(name, sides.added(), "changed on both sides; both changes are added up");
      }
    } catch (ArithmeticException | ClassCastException e) {
      conflicts.add(
          Messages.mergeConflict(name, "changed on both sides; the values can't be combined."));
    }
  }

  private void take(String name, @Nullable Object value, String why) {
    values.put(name, value);
    explanation.put(name, why);
  }
}
