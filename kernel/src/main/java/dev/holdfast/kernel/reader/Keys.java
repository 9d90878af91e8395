package dev.holdfast.kernel.reader;

import java.util.List;
import java.util.Map;

/** The keys that each kind of block may have, by the block's name in the JSON Schema. */
final class Keys {
  static final List<String> PACKAGE =
      List.of(
          "application",
          "version",
          "languages",
          "label",
          "help",
          "user-attributes",
          "roles",
          "worklists",
          "built-in",
          "tables",
          "cases",
          "evolution");

  /** What may be said of a name in a list of names. */
  static final List<String> CAPTION = List.of("label", "help");

  static final List<String> USER_ATTRIBUTE = List.of("type", "many");
  static final List<String> TABLE =
      List.of("source", "key", "columns", "references", "scope", "receive", "indexes", "priority");
  static final List<String> CASE_TYPE =
      List.of(
          "label",
          "help",
          "fields",
          "scope",
          "stages",
          "deadlines",
          "retention",
          "children",
          "conflict",
          "actions",
          "forms",
          "issues",
          "indexes");
  static final List<String> FIELD =
      List.of(
          "type",
          "label",
          "help",
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
          "max-size",
          "types",
          "fetch",
          "on-conflict");

  /** A field of a list's records: they have no lists of their own and begin with nothing. */
  static final List<String> RECORD_FIELD =
      FIELD.stream().filter(key -> !key.equals("default") && !key.equals("fields")).toList();

  static final List<String> DEFAULT_RULE = List.of("rule");
  static final List<String> ACTION =
      List.of(
          "label",
          "help",
          "creates",
          "from",
          "to",
          "completes",
          "by",
          "sets",
          "to-worklist",
          "claims",
          "waits-for",
          "form",
          "when",
          "message");
  static final List<String> DEADLINES = List.of("case", "stages");
  static final List<String> TIMES = List.of("goal", "deadline");
  static final List<String> FORM_GROUP = List.of("label", "help", "fields");
  static final List<String> ISSUES = List.of("workbasket", "route");
  static final List<String> ROUTE = List.of("workbasket", "reasons", "actions", "when");

  static final List<String> EVOLUTION = List.of("supports", "since");
  static final List<String> TYPE_CHANGE =
      List.of("renamed", "values", "defaults", "retired", "records");
  static final List<String> RENAMED = List.of("fields", "actions", "stages");
  static final List<String> RETIRED = List.of("fields", "actions");
  static final List<String> RECORDS_CHANGE = List.of("renamed", "values");

  /** All of them, by name. */
  static final Map<String, List<String>> ALL =
      Map.ofEntries(
          Map.entry("package", PACKAGE),
          Map.entry("caption", CAPTION),
          Map.entry("user-attribute", USER_ATTRIBUTE),
          Map.entry("table", TABLE),
          Map.entry("case-type", CASE_TYPE),
          Map.entry("field", FIELD),
          Map.entry("record-field", RECORD_FIELD),
          Map.entry("default-rule", DEFAULT_RULE),
          Map.entry("action", ACTION),
          Map.entry("deadlines", DEADLINES),
          Map.entry("times", TIMES),
          Map.entry("form-group", FORM_GROUP),
          Map.entry("issues", ISSUES),
          Map.entry("route", ROUTE),
          Map.entry("evolution", EVOLUTION),
          Map.entry("type-change", TYPE_CHANGE),
          Map.entry("renamed", RENAMED),
          Map.entry("retired", RETIRED),
          Map.entry("records-change", RECORDS_CHANGE));

  private Keys() {}
}
