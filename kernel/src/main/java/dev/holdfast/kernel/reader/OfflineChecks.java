package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.FieldLogic;
import dev.holdfast.kernel.rule.FieldsLogic;
import dev.holdfast.kernel.rule.RowRead;
import dev.holdfast.kernel.rule.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what works on the server and fails on a device, because a device lacks the rows for it.
 * Each warning is sure: there can be a user and data for which it is so.
 */
final class OfflineChecks {
  private final CompiledPackage logic;
  private final ApplicationPackage definition;
  private final DocumentPlaces places;
  private final ScopeWords words;
  private final Findings warnings;

  OfflineChecks(CompiledPackage logic, DocumentPlaces places, Findings warnings) {
    this.logic = logic;
    this.definition = logic.definition();
    this.places = places;
    this.words = new ScopeWords(definition.userAttributes());
    this.warnings = warnings;
  }

  void check() {
    for (CaseType type : definition.cases().values()) {
      Carriage carriage = new Carriage(definition, type);
      String path = "cases." + type.name();
      checkRules(path + ".fields", logic.fields(type.name()), carriage);
      Set<String> blocked = new HashSet<>();
      for (CaseType.Action action : type.actions().values()) {
        if (action.creates() == null) {
          checkSets(path, type, action, carriage);
          Optional<Rule> guard = logic.guard(type.name(), action.name());
          String at = path + ".actions." + action.name() + ".when";
          if (guard.isPresent() && checkRule(at, guard.get(), carriage)) {
            blocked.add(action.name());
          }
        }
      }
      checkStages(path + ".stages", type, blocked);
    }
  }

  /** A reference that an action sets, to a table of which a user of the case may have no row. */
  private void checkSets(String path, CaseType type, CaseType.Action action, Carriage carriage) {
    String at = path + ".actions." + action.name() + ".sets";
    for (String name : action.sets()) {
      CaseType.Field field = type.fields().get(name);
      for (String table : field == null ? List.<String>of() : tables(field)) {
        carriage
            .withoutAnyRow(table)
            .ifPresent(
                carrier ->
                    warnings.add(
                        new Text(name, places.name(at, name), at),
                        "no-row-to-choose",
                        "Who carries a case because of '"
                            + words.of("case", carrier)
                            + "' and has no value of "
                            + lacking(carriage, carrier, table)
                            + " has no row of "
                            + table
                            + " on the device, so '"
                            + action.name()
                            + "' can't set '"
                            + name
                            + "' there. Widen the scope of "
                            + table
                            + ", or name the attribute in this part of the case's scope."));
      }
    }
  }

  /** The tables that a field, or the records of a list, refer to. */
  private static List<String> tables(CaseType.Field field) {
    if (field.table() != null) {
      return List.of(field.table());
    }
    return field.form().fields().values().stream()
        .flatMap(part -> Optional.ofNullable(part.table()).stream())
        .distinct()
        .toList();
  }

  private void checkRules(String path, FieldsLogic fields, Carriage carriage) {
    for (FieldLogic field : fields.fields().values()) {
      String at = path + '.' + field.definition().name();
      for (Map.Entry<FieldRules.Kind, Rule> rule : field.rules().entrySet()) {
        checkRule(at + '.' + Words.of(rule.getKey()), rule.getValue(), carriage);
      }
      if (field.records() != null) {
        checkRules(at + ".fields", field.records(), carriage);
      }
    }
  }

  /** Whether the rule needs a row that a user of the case may lack. */
  private boolean checkRule(String path, Rule rule, Carriage carriage) {
    boolean lacks = false;
    for (RowRead read : rule.rowReads()) {
      Optional<Scope.Alternative> carrier = carrierWithout(read, carriage);
      if (carrier.isPresent()) {
        lacks = true;
        Place place = places.text(path).inside(read.line(), read.column());
        warnings.add(place, path, "rule-needs-row", reason(read, carrier.get()));
      }
    }
    return lacks;
  }

  private Optional<Scope.Alternative> carrierWithout(RowRead read, Carriage carriage) {
    boolean isKey =
        Optional.ofNullable(definition.tables().get(read.table()))
            .filter(table -> table.key().equals(List.of(read.needed())))
            .isPresent();
    if (isKey || read.root().equals("input")) {
      return Optional.empty(); // the key is there without the row; what is set is checked by itself
    }
    boolean ofCase =
        read.root().equals("case") // and no loop calls its variable so
            && carriage.leads(read.references(), read.table());
    return ofCase ? carriage.withoutRow(read.references()) : carriage.withoutAnyRow(read.table());
  }

  private String reason(RowRead read, Scope.Alternative carrier) {
    return "The rule needs "
        + read.table()
        + '.'
        + read.needed()
        + ", but who carries the case because of '"
        + words.of("case", carrier)
        + "' may lack that row, and then the rule does not hold on the device. Widen the scope of "
        + read.table()
        + ", narrow the case's, or ask has("
        + String.join(".", read.path())
        + ") in the rule.";
  }

  /** Stages that are left only by actions whose guards need rows that may lack. */
  private void checkStages(String path, CaseType type, Set<String> blocked) {
    for (String stage : type.stages()) {
      List<String> ways =
          type.actions().values().stream()
              .filter(action -> action.from().contains(stage) && leaves(action, stage))
              .map(CaseType.Action::name)
              .toList();
      if (!ways.isEmpty() && blocked.containsAll(ways)) {
        warnings.add(
            new Text(stage, places.name(path, stage), path),
            "stage-needs-row",
            "On a device without the rows that their guards need, no case gets out of '"
                + stage
                + "': "
                + ways.stream().collect(Collectors.joining(", "))
                + ". Let one way out do without them.");
      }
    }
  }

  private static boolean leaves(CaseType.Action action, String stage) {
    return action.completes() || action.to() != null && !action.to().equals(stage);
  }

  private static String lacking(Carriage carriage, Scope.Alternative carrier, String table) {
    return ScopeWords.ofUser(carriage.lacking(carrier, table).orElse(List.of()));
  }
}
