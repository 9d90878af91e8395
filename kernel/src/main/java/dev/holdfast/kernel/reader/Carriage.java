package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares whose devices carry a case with whose carry the rows that it refers to. What it says of
 * a device that lacks rows is sure: there can be a user and data for which it is so.
 */
final class Carriage {
  private final ApplicationPackage definition;
  private final CaseType type;
  private final List<Scope.Alternative> carriers;

  Carriage(ApplicationPackage definition, CaseType type) {
    this.definition = definition;
    this.type = type;
    this.carriers = type.scope().anyOf().stream().filter(Carriage::isPossible).toList();
  }

  /**
   * The alternative of the case's scope by which somebody carries a case but not always the row.
   *
   * @param references from the case to the row, at least one
   * @return empty if whoever carries the case carries the row
   */
  Optional<Scope.Alternative> withoutRow(List<String> references) {
    OfflineTable table = table(references);
    return carriers.stream()
        .filter(
            carrier ->
                table.scope().anyOf().stream().noneMatch(one -> implies(carrier, one, references)))
        .findFirst();
  }

  /** Whether the table is where these references lead from the case. */
  boolean leads(List<String> references, String table) {
    CaseType.Field field = references.isEmpty() ? null : type.fields().get(references.get(0));
    OfflineTable at = field == null || field.table() == null ? null : table(field.table());
    for (String reference : references.subList(Math.min(1, references.size()), references.size())) {
      String next = at == null ? null : at.references().get(reference);
      at = next == null ? null : table(next);
    }
    return at != null && at.name().equals(table);
  }

  /**
   * The alternative of the case's scope by which a user can carry a case who has no value of an
   * attribute without which nobody carries any row of the table.
   */
  Optional<Scope.Alternative> withoutAnyRow(String table) {
    return carriers.stream().filter(carrier -> lacking(carrier, table).isPresent()).findFirst();
  }

  /** The attributes that a user may lack who carries cases by this alternative. */
  Optional<List<String>> lacking(Scope.Alternative carrier, String table) {
    Set<String> sure = attributes(carrier);
    List<String> lacking = new ArrayList<>();
    for (Scope.Alternative one : definition.scopeOf(table).anyOf()) {
      Set<String> needed = attributes(one);
      needed.removeAll(sure);
      if (needed.isEmpty()) {
        return Optional.empty();
      }
      lacking.addAll(needed);
    }
    return Optional.of(lacking.stream().distinct().sorted().toList());
  }

  private boolean implies(
      Scope.Alternative carrier, Scope.Alternative row, List<String> references) {
    Set<Scope.Term> known =
        carrier.allOf().stream()
            .map(term -> new Scope.Term(shortened(term.path()), term.operand()))
            .collect(Collectors.toSet());
    return row.allOf().stream()
        .allMatch(
            term -> {
              List<String> path = new ArrayList<>(references);
              path.addAll(term.path());
              return known.contains(new Scope.Term(shortened(path), term.operand()));
            });
  }

  /** A reference's value is the key of its row, so the key at the end of a path says no more. */
  private List<String> shortened(List<String> path) {
    List<String> shorter = path;
    while (shorter.size() > 1) {
      List<String> references = shorter.subList(0, shorter.size() - 1);
      if (!isKey(references, shorter.get(shorter.size() - 1))) {
        break;
      }
      shorter = references;
    }
    return List.copyOf(shorter);
  }

  /** Whether a column is the key of the row to which references lead; a parent is no row. */
  private boolean isKey(List<String> references, String column) {
    OfflineTable table = definition.tables().get(unit(references));
    return table != null && table.key().equals(List.of(column));
  }

  private OfflineTable table(List<String> references) {
    return table(unit(references));
  }

  private String unit(List<String> references) {
    String at = type.name();
    for (String reference : references) {
      at = definition.unitBehind(at, reference);
    }
    return at;
  }

  private OfflineTable table(String name) {
    return Objects.requireNonNull(definition.tables().get(name), name);
  }

  private static Set<String> attributes(Scope.Alternative alternative) {
    return alternative.allOf().stream()
        .map(Scope.Term::operand)
        .filter(Scope.UserValue.class::isInstance)
        .map(operand -> ((Scope.UserValue) operand).attribute())
        .filter(attribute -> !attribute.equals(Scope.USER_NAME))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** No case has two values at one path. */
  private static boolean isPossible(Scope.Alternative alternative) {
    Map<List<String>, Long> constants =
        alternative.allOf().stream()
            .filter(term -> term.operand() instanceof Scope.Constant)
            .distinct()
            .collect(Collectors.groupingBy(Scope.Term::path, Collectors.counting()));
    return constants.values().stream().allMatch(count -> count == 1);
  }
}
