package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Evolution.FieldsChange;
import dev.holdfast.kernel.app.Evolution.Step;
import dev.holdfast.kernel.app.Evolution.TypeChange;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.VersionNumber;
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
  private static final String EVOLUTION = "evolution";

  private final ApplicationPackage before;
  private final ApplicationPackage after;
  private final VersionNumber from;
  private final SuccessionWarnings warnings;

  private Succession(ApplicationPackage before, ApplicationPackage after, VersionNumber from) {
    this.before = before;
    this.after = after;
    this.from = from;
    this.warnings = new SuccessionWarnings(before.version());
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
      if (type == null) {
        warnings.warn(
            "cases",
            "Version %s has the case type '%s': its cases stay as they are, nothing can be done with them, and actions on them are parked as not-available. Keep the type until its cases are completed and no device has actions on them."
                .formatted(before.version(), old.name()));
      } else {
        List<TypeChange> changes = after.evolution().since(from, old.name());
        checkNames(old, changes);
        checkType(old, type, TypeWords.later(changes));
      }
    }
    before.evolution().steps().forEach(this::checkStep);
    return List.copyOf(warnings.found());
  }

  private void checkType(CaseType old, CaseType type, TypeWords words) {
    String path = "cases." + old.name();
    new FieldsSuccession(warnings, words.fields(), type::field, path + ".fields", "")
        .check(old.fields().values());
    for (String action : old.actions().keySet()) {
      if (words.actions().apply(action).stream()
          .anyMatch(now -> !type.actions().containsKey(now))) {
        warnings.gone(path + ".actions", "action '" + action + '\'', "rename or retire it");
      }
    }
    for (String stage : old.stages()) {
      if (words.stages().apply(stage).stream().noneMatch(type.stages()::contains)) {
        warnings.gone(path + ".stages", "stage '" + stage + '\'', "say what it is called now");
      }
    }
    checkAskedFor(old, type, words);
  }

  /**
   * What it says of versions before it holds for what was made with these as long as they count.
   */
  private void checkStep(Step step) {
    VersionNumber oldest = after.evolution().supports();
    if (oldest != null && step.since().compareTo(oldest) <= 0) {
      return;
    }
    step.types()
        .forEach(
            (type, change) -> {
              if (after.cases().containsKey(type) && !said(step.since(), type).covers(change)) {
                warnings.warn(
                    EVOLUTION + ".since",
                    "Version %s says of %s what changed with %s, and here it is left out or otherwise: what was made before %s is understood otherwise now, or not at all. Keep what it says, or name %s or a later version by 'supports'."
                        .formatted(
                            before.version(), type, step.since(), step.since(), step.since()));
              }
            });
  }

  private TypeChange said(VersionNumber since, String type) {
    return after.evolution().steps().stream()
        .filter(step -> step.since().equals(since))
        .map(step -> step.types().getOrDefault(type, TypeChange.NONE))
        .findFirst()
        .orElse(TypeChange.NONE);
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
        warnings.warn(
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
    known(old.name(), "field", fields.renamed().keySet(), old.fields().keySet());
    known(old.name(), "field", fields.retired(), old.fields().keySet());
    known(old.name(), "action", change.actions().keySet(), old.actions().keySet());
    known(old.name(), "action", change.retiredActions(), old.actions().keySet());
    known(old.name(), "stage", change.stages().keySet(), old.stages());
    for (CaseType.Field list : old.fields().values()) {
      FieldsChange records =
          fields
              .records()
              .getOrDefault(
                  fields.renamed().getOrDefault(list.name(), list.name()), FieldsChange.NONE);
      known(
          "the records of '" + list.name() + '\'',
          "field",
          records.renamed().keySet(),
          list.form().fields().keySet());
    }
  }

  private void known(String of, String what, Collection<String> names, Collection<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        warnings.warn(
            EVOLUTION,
            "It speaks of the %s '%s' of %s; version %s, which is in force, has none."
                .formatted(what, name, of, before.version()));
      }
    }
  }
}
