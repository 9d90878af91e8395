package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;

/** What the engine tells users, in one place; the codes are stable. */
final class Messages {
  static final String UNKNOWN_TYPE = "unknown-type";
  static final String UNKNOWN_ACTION = "unknown-action";
  static final String NO_CASE = "no-case";
  static final String COMPLETED = "completed";

  private Messages() {}

  static Message unknownType(String type) {
    return new Message(UNKNOWN_TYPE, null, "There is no case type '" + type + "' (any more).");
  }

  static Message unknownAction(CaseType type, String action) {
    return new Message(
        UNKNOWN_ACTION,
        null,
        "A case of type "
            + type.name()
            + " has no action '"
            + action
            + "'; it has "
            + String.join(", ", type.actions().keySet())
            + '.');
  }

  static Message otherType(CaseState current) {
    return new Message("other-type", null, "The case is of type " + current.type() + '.');
  }

  static Message caseExists() {
    return new Message("case-exists", null, "The case exists already.");
  }

  static Message noCase() {
    return new Message(
        NO_CASE, null, "The case is not available: it was never created, or it was withdrawn.");
  }

  static Message notVisible() {
    return new Message(NO_CASE, null, "The case is not available to you (any more).");
  }

  static Message completed() {
    return new Message(COMPLETED, null, "The case is completed; nothing can change it any more.");
  }

  static Message stage(CaseType.Action action, CaseState current) {
    return new Message(
        "stage",
        null,
        "The case is in stage "
            + current.stage()
            + "; "
            + action.name()
            + " is possible in "
            + String.join(", ", action.from())
            + '.');
  }

  static Message role(CaseType.Action action) {
    return new Message(
        "role",
        null,
        "You may not "
            + action.name()
            + " a case; that takes the role "
            + String.join(" or ", action.by())
            + '.');
  }

  static Message guard(CaseType.Action action) {
    String own = action.message();
    return new Message(
        "guard",
        null,
        own != null ? own : "Not possible now: the rule of " + action.name() + " does not hold.");
  }

  static Message stale(CaseState current) {
    return new Message(
        "stale",
        null,
        "Somebody else has changed the case since; it is now at version "
            + current.version()
            + '.');
  }

  static Message required(String field) {
    return new Message("required", field, field + " is required.");
  }

  static Message unknownField(CaseType type, String name) {
    return new Message(
        "unknown-field", name, "A case of type " + type.name() + " has no field '" + name + "'.");
  }

  static Message notSettable(CaseType.Action action, String name) {
    String settable = action.sets().isEmpty() ? "nothing" : String.join(", ", action.sets());
    return new Message(
        "not-settable",
        name,
        action.name() + " does not set " + name + "; it sets " + settable + '.');
  }

  static Message wrongType(CaseType.Field field) {
    return new Message(
        "wrong-type", field.name(), field.name() + " must be " + form(field.type()) + '.');
  }

  static Message choice(CaseType.Field field) {
    return new Message(
        "choice",
        field.name(),
        field.name() + " must be one of " + String.join(", ", field.of()) + '.');
  }

  static Message min(CaseType.Field field, long min) {
    return new Message(
        "min", field.name(), field.name() + " must be at least " + min + unit(field) + '.');
  }

  static Message max(CaseType.Field field, long max) {
    return new Message(
        "max", field.name(), field.name() + " must be at most " + max + unit(field) + '.');
  }

  static Message unknownRow(CaseType.Field field, String table, Object key) {
    return new Message(
        "unknown-row",
        field.name(),
        field.name() + ": there is no " + table + " '" + key + "' here.");
  }

  static Message mergeConflict(String field, String why) {
    return new Message("conflict", field, field + ": " + why);
  }

  private static String unit(CaseType.Field field) {
    return field.type() == ValueType.TEXT ? " characters long" : "";
  }

  private static String form(ValueType type) {
    return switch (type) {
      case TEXT, CHOICE -> "text";
      case INTEGER -> "a whole number";
      case DECIMAL -> "a decimal number such as 12.50, given as text";
      case BOOLEAN -> "true or false";
      case DATE -> "a date such as 2026-03-31";
      case INSTANT -> "a point in time such as 2026-03-31T08:15:00Z";
      case REFERENCE -> "the key of a row, given as text";
    };
  }
}
