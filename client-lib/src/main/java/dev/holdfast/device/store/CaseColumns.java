package dev.holdfast.device.store;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import java.util.Optional;

/**
 * What a case has, in the columns of the rows that it comes as. An index is used where it is of the
 * very expression that a view has.
 *
 * @param unit the rows
 */
record CaseColumns(Unit unit) {
  static final String ID = "c0";
  static final String STAGE = "c1";
  static final String COMPLETED = "c2";
  static final String ASSIGNEE = "c4";
  static final String FIELDS = "c5";

  private static final String NOTHING = "NULL";

  String worklist() {
    return unit.isCoordinated() ? "c8" : NOTHING;
  }

  String openedAt() {
    return instant(unit.isCoordinated() ? "coalesce(c9, c6)" : "c6");
  }

  String stageSince() {
    return instant(unit.isCoordinated() ? "coalesce(c10, c7)" : "c7");
  }

  String parent() {
    return unit.isCoordinated() ? "c11" : NOTHING;
  }

  /** A field's value in the JSON of all fields. */
  static String field(String fields, String name) {
    return "json_extract(%s, %s)".formatted(fields, Views.literal("$.\"" + name + '"'));
  }

  /**
   * What an index has of a field, a built-in one included; empty if the rows don't have it.
   *
   * @param name one that can be in an index of the type
   */
  Optional<String> indexed(CaseType type, String name) {
    String column =
        type.coordination().indexable().contains(name) ? builtIn(name) : field(FIELDS, name);
    return column.equals(NOTHING) ? Optional.empty() : Optional.of(column);
  }

  private String builtIn(String name) {
    return switch (name) {
      case "id" -> ID;
      case BuiltIn.STAGE -> STAGE;
      case BuiltIn.COMPLETED -> COMPLETED;
      case BuiltIn.ASSIGNEE -> ASSIGNEE;
      case BuiltIn.WORKLIST -> worklist();
      case BuiltIn.PARENT -> parent();
      default -> stageSince();
    };
  }

  /** A point in time as JSON has it, from what PostgreSQL writes in UTC. */
  private static String instant(String column) {
    return "replace(replace(%s, ' ', 'T'), '+00', 'Z')".formatted(column);
  }
}
