package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Evolution.FieldsChange;
import dev.holdfast.kernel.app.Evolution.TypeChange;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.VersionNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a version does not say of the one that it takes the place of: actions that wait on
 * devices would be parked, and cases would keep what nothing can be done with. Used once, not
 * thread-safe.
 */
public final class Succession {
  private static final String NO_REMEDY = "no-remedy";
  private static final String EVOLUTION = "evolution";

  private final ApplicationPackage before;
  private final ApplicationPackage after;
  private final VersionNumber from;
  private final List<Finding> warnings = new ArrayList<>();

  private Succession(ApplicationPackage before, ApplicationPackage after, VersionNumber from) {
    this.before = before;
    this.after = after;
    this.from = from;
  }

  /**
   * Warnings without their places.
   *
   * @param before the version in force
   * @param after the one to take its place; nothing is said if it is an earlier one
   */
  public static List<Finding> warnings(ApplicationPackage before, ApplicationPackage after) {
    Optional<VersionNumber> from = VersionNumber.of(before.version());
    Optional<VersionNumber> to = VersionNumber.of(after.version());
    if (from.isEmpty() || to.isEmpty() || from.get().compareTo(to.get()) >= 0) {
      return List.of();
    }
    return new Succession(before, after, from.get()).check();
  }

  private List<Finding> check() {
    for (CaseType old : before.cases().values()) {
      CaseType type = after.cases().get(old.name());
      if (type != null) {
        List<TypeChange> changes = after.evolution().since(from, old.name());
        checkNames(old, changes);
        checkType(old, type, TypeWords.later(changes));
      }
    }
    return List.copyOf(warnings);
  }

  private void checkType(CaseType old, CaseType type, TypeWords words) {
    for (CaseType.Field field : old.fields().values()) {
      String name = words.fields().name(field.name());
      if (name != null) {
        CaseType.Field now = type.field(name);
        if (now == null) {
          gone(old, "fields", "field", field.name());
        } else {
          checkField(old, field, now, words);
        }
      }
    }
    for (String action : old.actions().keySet()) {
      if (words.actions().apply(action).stream()
          .anyMatch(now -> !type.actions().containsKey(now))) {
        gone(old, "actions", "action", action);
      }
    }
    for (String stage : old.stages()) {
      if (words.stages().apply(stage).stream().noneMatch(type.stages()::contains)) {
        gone(old, "stages", "stage", stage);
      }
    }
    checkAskedFor(old, type, words);
  }

  private void checkField(CaseType old, CaseType.Field field, CaseType.Field now, TypeWords words) {
    String path = "cases.%s.fields.%s".formatted(old.name(), now.name());
    if (field.type() != now.type()) {
      warn(
          path,
          "In version %s '%s' is of another type: an action that sets it is parked as old-logic if its value does not fit."
              .formatted(before.version(), field.name()));
      return;
    }
    for (String choice : field.of()) {
      if (words.fields().choice(field.name(), choice).stream().noneMatch(now.of()::contains)) {
        warn(
            path,
            "Version %s has the choice '%s', and 'evolution' does not say by 'values' what became of it."
                .formatted(before.version(), choice));
      }
    }
  }

  /** What every case has to begin with now. */
  private void checkAskedFor(CaseType old, CaseType type, TypeWords words) {
    Set<String> asked = new HashSet<>(words.defaults().keySet());
    for (CaseType.Field field : old.fields().values()) {
      String name = words.fields().name(field.name());
      if (name != null && field.isAskedFor()) {
        asked.add(name);
      }
    }
    for (CaseType.Field field : type.fields().values()) {
      if (field.isAskedFor() && !asked.contains(field.name())) {
        warn(
            "cases.%s.fields.%s".formatted(type.name(), field.name()),
            "Version %s does not require '%s': an action that creates a case without it is parked. Give it a value by 'defaults' under 'evolution'."
                .formatted(before.version(), field.name()));
      }
    }
  }

  /** Old names in the first change after the version in force, which are that version's own. */
  private void checkNames(CaseType old, List<TypeChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    TypeChange change = changes.get(0);
    FieldsChange fields = change.fields();
    known(old, "field", fields.renamed().keySet(), old.fields().keySet());
    known(old, "field", fields.retired(), old.fields().keySet());
    known(old, "action", change.actions().keySet(), old.actions().keySet());
    known(old, "action", change.retiredActions(), old.actions().keySet());
    known(old, "stage", change.stages().keySet(), old.stages());
  }

  private void known(
      CaseType old, String what, Collection<String> names, Collection<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        warn(
            EVOLUTION,
            "It speaks of the %s '%s' of %s; version %s, which is in force, has none."
                .formatted(what, name, old.name(), before.version()));
      }
    }
  }

  private void gone(CaseType old, String block, String what, String name) {
    String remedy = what.equals("stage") ? "say what it is called now" : "rename or retire it";
    warn(
        "cases.%s.%s".formatted(old.name(), block),
        "Version %s has the %s '%s', and 'evolution' does not say what became of it: %s."
            .formatted(before.version(), what, name, remedy));
  }

  private void warn(String path, String message) {
    warnings.add(new Finding(1, 1, path, NO_REMEDY, message));
  }
}
