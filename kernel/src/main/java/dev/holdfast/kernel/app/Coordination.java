package dev.holdfast.kernel.app;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How people share the cases of a type.
 *
 * @param worklists the worklists that a case can be on, those of the package; empty if it has none
 */
public record Coordination(List<String> worklists) {
  /** Nothing beyond an assignee. */
  public static final Coordination NONE = new Coordination(List.of());

  /**
   * Whether cases of the type have more to them than before there was any of this. Only then is it
   * part of the rows that devices get, so that those of other types stay what they are.
   */
  public boolean isUsed() {
    return !equals(NONE);
  }

  /** The built-in fields of the type's cases, by name; {@code assignee} is always among them. */
  public Map<String, CaseType.Field> builtIns() {
    return BuiltIn.fields(this);
  }

  /** These fields and the built-in ones. */
  public Map<String, CaseType.Field> with(Map<String, CaseType.Field> fields) {
    Map<String, CaseType.Field> all = new LinkedHashMap<>(fields);
    all.putAll(builtIns());
    return Collections.unmodifiableMap(all);
  }
}
