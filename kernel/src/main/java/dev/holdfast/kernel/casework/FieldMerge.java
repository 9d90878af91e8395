package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import org.jspecify.annotations.Nullable;

/** Merges one value that both sides may have changed. */
final class FieldMerge {
  private FieldMerge() {}

  /** What came of it. */
  sealed interface Merged {}

  /**
   * A value.
   *
   * @param value in Java form, null for none
   * @param why why this one, for people
   */
  record Taken(@Nullable Object value, String why) implements Merged {}

  /**
   * A person has to decide.
   *
   * @param why what stands against each other
   */
  record Conflict(String why) implements Merged {}

  /** Merges a value by the rule of its field; an unknown field has none and parks. */
  static Merged merge(CaseType.@Nullable Field field, Sides sides) {
    if (Values.same(sides.mine(), sides.theirs())) {
      return new Taken(sides.theirs(), "the same on both sides");
    }
    if (Values.same(sides.theirs(), sides.base())) {
      return new Taken(sides.mine(), "changed on the device only");
    }
    if (Values.same(sides.mine(), sides.base())) {
      return new Taken(sides.theirs(), "changed on the server only");
    }
    return bothChanged(field == null ? CaseType.MergeRule.PARK : field.onConflict(), field, sides);
  }

  private static Merged bothChanged(
      CaseType.MergeRule rule, CaseType.@Nullable Field field, Sides sides) {
    return switch (rule) {
      case DEVICE -> new Taken(sides.mine(), "changed on both sides; the device's value stands");
      case SERVER -> new Taken(sides.theirs(), "changed on both sides; the server's value stands");
      case PARK -> new Conflict("changed on both sides; a person has to decide between them.");
      default -> combine(rule, field, sides);
    };
  }

  private static Merged combine(
      CaseType.MergeRule rule, CaseType.@Nullable Field field, Sides sides) {
    try {
      return switch (rule) {
        case APPEND -> new Taken(sides.appended(), "changed on both sides; both texts stand");
        case MAX -> new Taken(sides.extreme(1), "changed on both sides; the greater one stands");
        case MIN -> new Taken(sides.extreme(-1), "changed on both sides; the lesser one stands");
        case UNION ->
            new Taken(
                field == null ? sides.theirs() : sides.united(field.of()),
                "changed on both sides; what either chose stands");
        default -> new Taken(sides.added(), "changed on both sides; both changes are added up");
      };
    } catch (ArithmeticException | ClassCastException e) {
      return new Conflict("changed on both sides; the values can't be combined.");
    }
  }
}
