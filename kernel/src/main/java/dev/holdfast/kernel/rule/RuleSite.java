package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands: what it may speak of, and what it yields.
 *
 * @param sees which names it has
 * @param fields the fields of the case type, built-in ones included
 * @param records the list whose records it is about, null unless it stands in one
 * @param yields the type of what it yields
 */
public record RuleSite(
    Sees sees,
    Map<String, CaseType.Field> fields,
    CaseType.@Nullable Field records,
    ValueType yields) {

  /** Which names a rule has, besides {@code user} and {@code now}. */
  public enum Sees {
    /** The case before an action, and what it sets: {@code case}, {@code input}. */
    ACTION,
    /** The case after an action: {@code case}. */
    CASE,
    /** A record of the case after an action: {@code record}, {@code case}. */
    RECORD,
    /** What a creating action sets: {@code input}. */
    INPUT
  }

  /** An action's guard. */
  public static RuleSite guard(Map<String, CaseType.Field> fields) {
    return new RuleSite(Sees.ACTION, fields, null, ValueType.BOOLEAN);
  }

  /** A rule on a field of a case. */
  public static RuleSite field(Map<String, CaseType.Field> fields, ValueType yields) {
    return new RuleSite(Sees.CASE, fields, null, yields);
  }

  /** A rule on a field of a list's records. */
  public static RuleSite record(
      Map<String, CaseType.Field> fields, CaseType.Field records, ValueType yields) {
    return new RuleSite(Sees.RECORD, fields, records, yields);
  }

  /** The rule that gives a field the value that it begins with. */
  public static RuleSite byDefault(Map<String, CaseType.Field> fields, ValueType yields) {
    return new RuleSite(Sees.INPUT, fields, null, yields);
  }
}
