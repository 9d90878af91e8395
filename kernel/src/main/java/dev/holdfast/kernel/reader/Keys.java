package dev.holdfast.kernel.reader;

import java.util.List;
import java.util.Map;

/** The keys that each kind of block may have, by the block's name in the JSON Schema. */
final class Keys {
  static final List<String> PACKAGE =
      List.of("application", "version", "user-attributes", "roles", "tables", "cases");
  static final List<String> USER_ATTRIBUTE = List.of("type", "many");
  static final List<String> TABLE =
      List.of("source", "key", "columns", "references", "scope", "receive");
  static final List<String> CASE_TYPE =
      List.of("fields", "scope", "stages", "conflict", "actions", "issues");
  static final List<String> FIELD =
      List.of(
          "type",
          "required",
          "visible",
          "computed",
          "default",
          "check",
          "message",
          "min",
          "max",
          "of",
          "table",
          "case",
          "fields",
          "on-conflict");

  /** A field of a list's records: they have no lists of their own and begin with nothing. */
  static final List<String> RECORD_FIELD =
      FIELD.stream().filter(key -> !key.equals("default") && !key.equals("fields")).toList();

  static final List<String> DEFAULT_RULE = List.of("rule");
  static final List<String> ACTION =
      List.of("creates", "from", "to", "completes", "by", "sets", "when", "message");
  static final List<String> ISSUES = List.of("workbasket", "route");
  static final List<String> ROUTE = List.of("workbasket", "reasons", "actions", "when");

  /** All of them, by name. */
  static final Map<String, List<String>> ALL =
      Map.of(
          "package", PACKAGE,
          "user-attribute", USER_ATTRIBUTE,
          "table", TABLE,
          "case-type", CASE_TYPE,
          "field", FIELD,
          "record-field", RECORD_FIELD,
          "default-rule", DEFAULT_RULE,
          "action", ACTION,
          "issues", ISSUES,
          "route", ROUTE);

  private Keys() {}
}
