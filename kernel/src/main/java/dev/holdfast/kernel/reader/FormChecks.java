package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Form;
import java.util.Optional;

/**
 * Warns of fields that an action may set and nobody can fill in.
 *
 * @param places where things stand in the document
 * @param warnings gets what is found
 */
record FormChecks(DocumentPlaces places, Findings warnings) {

  void check(ApplicationPackage definition) {
    for (CaseType type : definition.cases().values()) {
      for (CaseType.Action action : type.actions().values()) {
        Optional.ofNullable(action.form())
            .map(form -> type.forms().get(form))
            .ifPresent(form -> check(type, action, form));
      }
    }
  }

  private void check(CaseType type, CaseType.Action action, Form form) {
    String path = "cases." + type.name() + ".actions." + action.name() + ".sets";
    for (String field : action.sets()) {
      if (!form.fields().contains(field)) {
        warnings.add(
            new Text(field, places.name(path, field), path),
            "not-in-form",
            "'"
                + action.name()
                + "' may set '"
                + field
                + "', but its form '"
                + form.name()
                + "' does not have it; add it there, or remove it here.");
      }
    }
  }
}
