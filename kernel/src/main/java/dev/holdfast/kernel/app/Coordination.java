package dev.holdfast.kernel.app;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How people share the cases of a type.
 *
 * @param worklists the worklists that a case can be on, those of the package; empty if it has none
 * @param deadlines in what time its cases are to be worked on
 * @param family which cases are children of which
 */
public record Coordination(List<String> worklists, Deadlines deadlines, Family family) {
  /** Nothing beyond an assignee. */
  public static final Coordination NONE = new Coordination(List.of(), Deadlines.NONE, Family.NONE);

  private static final String STAGE_SINCE = "stage_since";

  /** What a device's view of a case type with deadlines has beside its fields. */
  public static final List<String> TIMES = List.of(STAGE_SINCE, "goal_at", "due_at", "overdue");

  /**
   * Whether cases of the type have more to them than before there was any of this. Only then is it
   * part of the rows that devices get, so that those of other types stay what they are.
   */
  public boolean isUsed() {
    return !equals(NONE);
  }

  /** What a device can have in an index of the type's cases beside their fields. */
  public Set<String> indexable() {
    Set<String> indexable = new LinkedHashSet<>(List.of("id", BuiltIn.STAGE, BuiltIn.COMPLETED));
    indexable.addAll(builtIns().keySet());
    if (hasDeadlines()) {
      indexable.add(STAGE_SINCE);
    }
    return indexable;
  }

  /** The built-in fields of the type's cases, by name; {@code assignee} is always among them. */
  public Map<String, CaseType.Field> builtIns() {
    return BuiltIn.fields(this);
  }

  /** Whether one of them has the name. */
  public boolean hasBuiltIn(String name) {
    return switch (name) {
      case BuiltIn.ASSIGNEE -> true;
      case BuiltIn.WORKLIST -> !worklists.isEmpty();
      case BuiltIn.PARENT -> !family.parents().isEmpty();
      default -> false;
    };
  }

  /** Whether anything of the type's cases is ever due. */
  public boolean hasDeadlines() {
    return !deadlines.equals(Deadlines.NONE);
  }

  /** Names that fields of the type can't have. */
  public Set<String> reserved() {
    Set<String> reserved = new HashSet<>(builtIns().keySet());
    if (hasDeadlines()) {
      reserved.addAll(TIMES);
    }
    return reserved;
  }

  /** These fields and the built-in ones. */
  public Map<String, CaseType.Field> with(Map<String, CaseType.Field> fields) {
    Map<String, CaseType.Field> all = new LinkedHashMap<>(fields);
    all.putAll(builtIns());
    return Collections.unmodifiableMap(all);
  }
}
