package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ContentRules;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the engine tells users, in one place; the codes are stable. */
final class Messages {
  static final String UNKNOWN_TYPE = "unknown-type";
  static final String UNKNOWN_ACTION = "unknown-action";
  static final String NO_CASE = "no-case";
  static final String COMPLETED = "completed";
  static final String REQUIRED = "required";
  static final String UNKNOWN_FIELD = "unknown-field";

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

  static Message claimed(String by) {
    return new Message("claimed", null, by + " has claimed the case, or was given it, before you.");
  }

  static Message noWorklist() {
    return new Message(
        "no-worklist", null, "The case is on no worklist, so there is nothing to claim it from.");
  }

  static Message notAMember(String worklist) {
    return new Message(
        "not-a-member",
        null,
        "The case is on the worklist " + worklist + ", of which you are no member.");
  }

  static Message openChildren(Map<String, Long> open) {
    String what =
        new TreeMap<>(open)
            .entrySet().stream()
                .map(type -> type.getValue() + " of type " + type.getKey())
                .collect(Collectors.joining(", "));
    return new Message(
        "open-children", null, "The case waits for its children: " + what + " still open.");
  }

  static Message noParent(CaseType type, String id) {
    return new Message(
        "no-parent",
        BuiltIn.PARENT,
        "There is no case "
            + id
            + " here that can have children of type "
            + type.name()
            + "; the parent is a case of type "
            + String.join(" or ", type.coordination().family().parents())
            + '.');
  }

  static Message parentCompleted() {
    return new Message(
        "parent-completed",
        BuiltIn.PARENT,
        "The parent is completed; no child can be opened under it any more.");
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

  static Message required(Spot spot) {
    return spot.message(REQUIRED, "is required.");
  }

  static Message invisible(Spot spot) {
    return spot.message(
        "not-visible", "does not apply here: it can't be set as the other fields stand.");
  }

  static Message check(CaseType.Field field, Spot spot) {
    String own = field.rules().message();
    return own == null
        ? spot.message("check", "is not possible: its rule does not hold.")
        : new Message("check", spot.field(), own);
  }

  static Message noRecord(Spot spot) {
    return spot.message("wrong-type", "must be an object with an id, a UUID in lower case.");
  }

  static Message sameRecord(Spot spot, String id) {
    return spot.message("wrong-type", "has the id " + id + ", which another record has, too.");
  }

  static Message unknownPart(CaseType.Field records, Spot spot, String name) {
    return spot.message(
        UNKNOWN_FIELD,
        "has '"
            + name
            + "', which is no field of it; it has "
            + String.join(", ", records.form().fields().keySet())
            + '.');
  }

  static Message unknownField(CaseType type, String name) {
    return new Message(
        UNKNOWN_FIELD, name, "A case of type " + type.name() + " has no field '" + name + "'.");
  }

  static Message notSettable(CaseType.Action action, String name) {
    String settable = action.sets().isEmpty() ? "nothing" : String.join(", ", action.sets());
    return new Message(
        "not-settable",
        name,
        action.name() + " does not set " + name + "; it sets " + settable + '.');
  }

  static Message wrongType(CaseType.Field field, Spot spot) {
    return spot.message("wrong-type", "must be " + form(field) + '.');
  }

  static Message choice(CaseType.Field field, Spot spot) {
    return spot.message("choice", "must be one of " + String.join(", ", field.of()) + '.');
  }

  static Message choices(CaseType.Field field, Spot spot) {
    return spot.message("choice", "must be of " + String.join(", ", field.of()) + '.');
  }

  static Message min(CaseType.Field field, Spot spot, long min) {
    return spot.message("min", "must be at least " + min + unit(field) + '.');
  }

  static Message max(CaseType.Field field, Spot spot, long max) {
    return spot.message("max", "must be at most " + max + unit(field) + '.');
  }

  static Message maxSize(ContentRules rules, Spot spot, Attachment attached) {
    return spot.message(
        "max-size",
        "must be at most "
            + rules.maxBytes()
            + " bytes; '"
            + attached.name()
            + "' has "
            + attached.size()
            + '.');
  }

  static Message mediaType(ContentRules rules, Spot spot, Attachment attached) {
    return spot.message(
        "media-type",
        "must be of "
            + String.join(", ", rules.types())
            + "; '"
            + attached.name()
            + "' is "
            + attached.type()
            + '.');
  }

  static Message unknownRow(Spot spot, String table, Object key) {
    return new Message(
        "unknown-row",
        spot.field(),
        spot.words() + ": there is no " + table + " '" + key + "' here.");
  }

  static Message mergeConflict(String field, String why) {
    return new Message("conflict", field, field + ": " + why);
  }

  private static String unit(CaseType.Field field) {
    return switch (field.type()) {
      case TEXT -> " characters long";
      case CHOICES -> " choices";
      case RECORDS -> " records";
      default -> "";
    };
  }

  /** What a value of a field looks like, as in "must be ...". */
  static String form(CaseType.Field field) {
    return switch (field.type()) {
      case TEXT, CHOICE -> "text";
      case INTEGER -> "a whole number";
      case DECIMAL -> "a decimal number such as 12.50, given as text";
      case BOOLEAN -> "true or false";
      case DATE -> "a date such as 2026-03-31";
      case TIME -> "a time of day such as 08:15 or 08:15:30";
      case INSTANT -> "a point in time such as 2026-03-31T08:15:00Z";
      case CHOICES -> "a list of choices, none of them twice, such as [\"a\", \"b\"]";
      case REFERENCE ->
          field.form().caseType() == null
              ? "the key of a row, given as text"
              : "the id of a case, a UUID in lower case";
      case RECORDS -> "a list of records, each an object with an id and its fields";
      case LOCATION ->
          "a location such as {\"latitude\": \"61.17\", \"longitude\": \"-149.99\","
              + " \"accuracy\": \"5\"}, accuracy in metres, which may be left out";
      case ATTACHMENT ->
          "an attachment: an object with id (SHA-256 in lower-case hexadecimal), name, type (media"
              + " type) and size in bytes";
    };
  }
}
