package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.VersionNumber;
import java.util.Collection;
import java.util.List;

/**
 * What users are told of an action that one version made and another one can't take.
 *
 * @param made the version that it was made with
 * @param inForce the version in force
 */
record VersionPair(String made, String inForce) {

  Message unsupported(VersionNumber oldest) {
    return new Message(
        "old-version",
        null,
        "It was made with version "
            + made
            + "; version "
            + inForce
            + " takes what was made with "
            + oldest
            + " or later.");
  }

  Message action(String name, List<String> possible, CaseType type) {
    return new Message(
        Messages.UNKNOWN_ACTION,
        null,
        noWord("the action '" + name + "'", possible, type.actions().keySet()));
  }

  Message field(String name, CaseType type) {
    return new Message(
        Messages.UNKNOWN_FIELD,
        name,
        noWord("the field '" + name + "'", List.of(), type.fields().keySet()));
  }

  Message choice(CaseType.Field field, String choice, List<String> possible) {
    return new Message(
        "choice",
        field.name(),
        noWord("the value '" + choice + "' of " + field.name(), possible, field.of()));
  }

  private String noWord(String what, List<String> possible, Collection<String> known) {
    String why =
        possible.isEmpty()
            ? "there is nothing like it; there is " + String.join(", ", known)
            : "it may be " + String.join(" or ", possible);
    return "It was made with version %s and has %s; in version %s %s."
        .formatted(made, what, inForce, why);
  }
}
