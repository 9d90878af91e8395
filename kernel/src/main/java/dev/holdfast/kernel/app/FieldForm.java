package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a field look like, beyond their type.
 *
 * @param min least number, length in characters (text) or count (choices, records); null if any
 * @param max greatest number, length or count
 * @param of the choices, empty unless choice or choices
 * @param table the offline table that a reference refers to, null if none
 * @param caseType the case type that a reference refers to, null if none
 * @param fields the fields of each record by name, in the order of the document; empty unless
 *     records
 * @param content what contents an attachment may have
 */
public record FieldForm(
    @Nullable Long min,
    @Nullable Long max,
    List<String> of,
    @Nullable String table,
    @Nullable String caseType,
    Map<String, CaseType.Field> fields,
    ContentRules content) {

  /** Anything of the type. */
  public static final FieldForm ANY = limited(null, null, List.of(), null);

  /** The form of a built-in field: no records, no contents. */
  static FieldForm limited(
      @Nullable Long min, @Nullable Long max, List<String> of, @Nullable String caseType) {
    return new FieldForm(min, max, of, null, caseType, Map.of(), ContentRules.ANY);
  }
}
