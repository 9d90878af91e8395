package dev.holdfast.kernel.app;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields that cases have which no package declares, and the attribute that users have. */
public final class BuiltIn {
  /** Who works on the case, a user's name; every case has it. */
  public static final String ASSIGNEE = "assignee";

  /** The worklist that the case is on; cases have it whose package has worklists. */
  public static final String WORKLIST = "worklist";

  /** The case that a case is a child of; cases of types have it that are some type's children. */
  public static final String PARENT = "parent";

  /** Where the case stands; every case has it. */
  public static final String STAGE = "stage";

  /** Whether the case is final; every case has it. */
  public static final String COMPLETED = "completed";

  /** Those that histories tell of, which a package may give labels. */
  public static final List<String> LABELLED = List.of(ASSIGNEE, WORKLIST, PARENT, STAGE, COMPLETED);

  /** The worklists that a user is a member of; users have it for packages that have worklists. */
  public static final UserAttribute WORKLISTS =
      new UserAttribute("worklists", ValueType.TEXT, true);

  private static final CaseType.Field ASSIGNEE_FIELD =
      field(ASSIGNEE, ValueType.TEXT, FieldForm.limited(1L, 100L, List.of(), null));

  private BuiltIn() {}

  /** The case that fields in JSON form name as a parent, empty if they name none. */
  public static Optional<UUID> parent(Map<String, ? extends @Nullable Object> fields) {
    return parent(fields.get(PARENT));
  }

  /** The case that a value in JSON form names as a parent, empty if it names none. */
  public static Optional<UUID> parent(@Nullable Object value) {
    try {
      return value instanceof String id ? Optional.of(UUID.fromString(id)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      // It may be any text; the engine says what is wrong with it.
      return Optional.empty();
    }
  }

  /** The built-in fields of a case type's cases, by name. */
  static Map<String, CaseType.Field> fields(Coordination coordination) {
    Map<String, CaseType.Field> fields = new LinkedHashMap<>();
    fields.put(ASSIGNEE, ASSIGNEE_FIELD);
    if (coordination.hasBuiltIn(WORKLIST)) {
      FieldForm form = FieldForm.limited(null, null, coordination.worklists(), null);
      fields.put(WORKLIST, field(WORKLIST, ValueType.CHOICE, form));
    }
    if (coordination.hasBuiltIn(PARENT)) {
      String parents = String.join(",", coordination.family().parents());
      FieldForm form = FieldForm.limited(null, null, List.of(), parents);
      fields.put(PARENT, field(PARENT, ValueType.REFERENCE, form));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static CaseType.Field field(String name, ValueType type, FieldForm form) {
    return new CaseType.Field(name, type, form, FieldRules.NONE, CaseType.MergeRule.DEVICE);
  }
}
