package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a package says of the ones before it: how their words became its own.
 *
 * @param supports the oldest version whose actions are understood, null for any
 * @param steps what changed with which version, the oldest first
 */
public record Evolution(@Nullable VersionNumber supports, List<Step> steps) {
  /** Nothing has changed its name. */
  public static final Evolution NONE = new Evolution(null, List.of());

  /**
   * What changed with a version, for everything that was made with an earlier one.
   *
   * @param since the version
   * @param types by case type; those of which nothing changed are absent
   */
  public record Step(VersionNumber since, Map<String, TypeChange> types) {}

  /**
   * What changed of a case type with a version. Old names are those of the version before, new ones
   * those of this version; all change at once.
   *
   * @param fields its fields
   * @param actions new names by old names; several may have become one
   * @param retiredActions old names of actions that nothing has taken the place of
   * @param stages new names by old names; several may have become one
   */
  public record TypeChange(
      FieldsChange fields,
      Map<String, String> actions,
      Set<String> retiredActions,
      Map<String, String> stages) {
    /** Nothing changed. */
    public static final TypeChange NONE =
        new TypeChange(FieldsChange.NONE, Map.of(), Set.of(), Map.of());

    /** Whether it says all that another one says, and maybe more. */
    public boolean covers(TypeChange other) {
      return fields.covers(other.fields)
          && actions.entrySet().containsAll(other.actions.entrySet())
          && retiredActions.containsAll(other.retiredActions)
          && stages.entrySet().containsAll(other.stages.entrySet());
    }
  }

  /**
   * What changed of the fields of a case, or of the records of a list.
   *
   * @param renamed new names by old names, each once
   * @param values new choices by old ones, by the new name of the field
   * @param defaults what a case gets that lacks it, in JSON form, by the new name of the field
   * @param retired old names of fields whose values are no longer taken
   * @param records what changed of the records of lists, by the new name of the list
   */
  public record FieldsChange(
      Map<String, String> renamed,
      Map<String, Map<String, String>> values,
      Map<String, Object> defaults,
      Set<String> retired,
      Map<String, FieldsChange> records) {
    /** Nothing changed. */
    public static final FieldsChange NONE =
        new FieldsChange(Map.of(), Map.of(), Map.of(), Set.of(), Map.of());

    boolean covers(FieldsChange other) {
      return renamed.entrySet().containsAll(other.renamed.entrySet())
          && other.values.entrySet().stream().allMatch(this::coversValues)
          && defaults.entrySet().containsAll(other.defaults.entrySet())
          && retired.containsAll(other.retired)
          && other.records.entrySet().stream()
              .allMatch(of -> records.getOrDefault(of.getKey(), NONE).covers(of.getValue()));
    }

    private boolean coversValues(Map.Entry<String, Map<String, String>> other) {
      return values
          .getOrDefault(other.getKey(), Map.of())
          .entrySet()
          .containsAll(other.getValue().entrySet());
    }
  }

  /** What changed of a case type after a version, the oldest first. */
  public List<TypeChange> since(VersionNumber made, String type) {
    return steps.stream()
        .filter(step -> step.since().compareTo(made) > 0)
        .map(step -> step.types().getOrDefault(type, TypeChange.NONE))
        .filter(change -> !change.equals(TypeChange.NONE))
        .toList();
  }
}
