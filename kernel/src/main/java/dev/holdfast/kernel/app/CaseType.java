package dev.holdfast.kernel.app;

import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of case.
 *
 * @param name name within the application
 * @param fields fields by name, without the built-in ones (see {@link BuiltIn})
 * @param scope whose devices carry a case; paths start at fields, built-in ones included, or at
 *     those of its parent, and follow references
 * @param stages in order; a case is created into the stage that a creating action names
 * @param conflict what happens to an action whose base is no longer the case's version
 * @param actions actions by name
 * @param issues which workbasket gets this type's issues
 * @param forms forms by name
 * @param coordination how people share its cases
 * @param retention how long a case is kept after its completion, null for ever
 * @param indexes what devices look cases up by: each the fields of one index in order, built-in
 *     ones ({@link Coordination#indexable}) included
 */
public record CaseType(
    String name,
    Map<String, Field> fields,
    Scope scope,
    List<String> stages,
    ConflictPolicy conflict,
    Map<String, Action> actions,
    IssueRouting issues,
    Map<String, Form> forms,
    Coordination coordination,
    @Nullable Period retention,
    List<List<String>> indexes) {

  /** The same kind of case with another scope. */
  public CaseType with(Scope other) {
    return new CaseType(
        name,
        fields,
        other,
        stages,
        conflict,
        actions,
        issues,
        forms,
        coordination,
        retention,
        indexes);
  }

  /** A field by its name, a built-in one included; null if there is none. */
  public @Nullable Field field(String field) {
    return coordination.hasBuiltIn(field) ? coordination.builtIns().get(field) : fields.get(field);
  }

  /**
   * A field of a case, or of the records of a list.
   *
   * @param name its name
   * @param type type of its value
   * @param form what its values look like
   * @param rules what is asked of them
   * @param onConflict rule when both sides changed it, used by {@link ConflictPolicy#MERGE_FIELDS}
   */
  public record Field(
      String name, ValueType type, FieldForm form, FieldRules rules, MergeRule onConflict) {

    /** A field that takes any value of its type. */
    public static Field of(String name, ValueType type) {
      return new Field(name, type, FieldForm.ANY, FieldRules.NONE, MergeRule.DEVICE);
    }

    /** The choices, empty unless choice or choices. */
    public List<String> of() {
      return form.of();
    }

    /** The offline table referred to, null unless it is a reference to one. */
    public @Nullable String table() {
      return form.table();
    }

    /** Whether a creating action has to set it, whatever else it does. */
    public boolean isAskedFor() {
      return rules.always()
          && rules.visible() == null
          && rules.byDefault() == null
          && !isComputed();
    }

    /** Whether its values are computed, so that nobody sets them. */
    public boolean isComputed() {
      return rules.computed() != null;
    }
  }

  /**
   * One thing that a user does to a case.
   *
   * @param name its name
   * @param from stages in which it is allowed; empty for a creating action
   * @param creates stage of the case that it creates, null unless creating
   * @param to stage after it, null if it stays
   * @param completes whether the case is final after it
   * @param by roles that may perform it, any of them
   * @param sets fields that it may set
   * @param when guard in CEL over {@code case}, {@code user}, {@code input} and {@code now}, null
   *     if none
   * @param message what the user is told when the guard refuses
   * @param form the form in which it is filled in, null for the fields that it sets in their order
   * @param handover what it does with whose the case is
   * @param waitsFor types of children; it is not possible while one of them is open
   */
  public record Action(
      String name,
      List<String> from,
      @Nullable String creates,
      @Nullable String to,
      boolean completes,
      List<String> by,
      List<String> sets,
      @Nullable String when,
      @Nullable String message,
      @Nullable String form,
      Handover handover,
      List<String> waitsFor) {}

  /**
   * What an action does with whose the case is.
   *
   * @param claims whether it makes the case the user's, which is possible for a member of the
   *     case's worklist while nobody else has it
   * @param toWorklist the worklist that it puts the case on, null if none
   */
  public record Handover(boolean claims, @Nullable String toWorklist) {
    /** Nothing. */
    public static final Handover NONE = new Handover(false, null);
  }

  /** What happens to an action on an open case that has changed since its base. */
  public enum ConflictPolicy {
    LAST_WRITER_WINS,
    MERGE_FIELDS,
    PARK_IF_STALE
  }

  /** Which value stands when device and server both changed a field. */
  public enum MergeRule {
    DEVICE,
    SERVER,
    APPEND,
    MAX,
    MIN,
    ADD,
    UNION,
    PARK
  }
}
