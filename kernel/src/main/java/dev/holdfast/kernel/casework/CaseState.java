package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as one side sees it. Immutable.
 *
 * @param id the case
 * @param type name of its type
 * @param stage where it stands
 * @param completed whether it is final
 * @param version the server's version; 0 for a case that the server has not seen
 * @param assignee user who works on it, null if nobody
 * @param fields values by field in their Java form (see {@link dev.holdfast.kernel.app.ValueType});
 *     a field without value is absent
 * @param context where it belongs, and since when it stands where it stands
 */
public record CaseState(
    UUID id,
    String type,
    String stage,
    boolean completed,
    long version,
    @Nullable String assignee,
    Map<String, Object> fields,
    CaseContext context) {

  /** A case of which nothing else is known. */
  public CaseState(
      UUID id,
      String type,
      String stage,
      boolean completed,
      long version,
      @Nullable String assignee,
      Map<String, Object> fields) {
    this(id, type, stage, completed, version, assignee, fields, CaseContext.UNKNOWN);
  }

  /** The same case with other fields. */
  CaseState with(Map<String, Object> other) {
    return new CaseState(id, type, stage, completed, version, assignee, other, context);
  }

  /** The same case in another context. */
  public CaseState with(CaseContext other) {
    return new CaseState(id, type, stage, completed, version, assignee, fields, other);
  }

  /**
   * The same case, open again.
   *
   * @param other the stage in which it is
   */
  public CaseState reopened(String other) {
    return new CaseState(id, type, other, false, version, assignee, fields, context);
  }

  /**
   * The value of a field, a built-in one included, in Java form; null if it has none.
   *
   * @param definition the case's type, null if it is not known
   */
  public @Nullable Object value(@Nullable CaseType definition, String field) {
    if (definition == null || !definition.coordination().hasBuiltIn(field)) {
      return field.equals(BuiltIn.ASSIGNEE) ? assignee : fields.get(field);
    }
    return switch (field) {
      case BuiltIn.WORKLIST -> context.worklist();
      case BuiltIn.PARENT -> context.parent() == null ? null : context.parent().toString();
      default -> assignee;
    };
  }
}
