package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.ValueType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows paths from a row or a case over references, and says what is at their end. */
final class PathResolver {
  private static final int MOST_REFERENCES = 3;

  private final String root;
  private final Vocabulary vocabulary;
  private final Map<String, CaseType.Field> fields;
  private final @Nullable OfflineTable table;
  private final Map<String, PathResolver> parents;

  private PathResolver(
      String root,
      Vocabulary vocabulary,
      Map<String, CaseType.Field> fields,
      @Nullable OfflineTable table,
      Map<String, PathResolver> parents) {
    this.root = root;
    this.vocabulary = vocabulary;
    this.fields = fields;
    this.table = table;
    this.parents = parents;
  }

  static PathResolver ofTable(OfflineTable table, Vocabulary vocabulary) {
    return new PathResolver("row", vocabulary, Map.of(), table, Map.of());
  }

  /**
   * Paths from a case, and from its parent if it can have one.
   *
   * @param cases all case types
   */
  static PathResolver ofCase(CaseType type, Map<String, CaseType> cases, Vocabulary vocabulary) {
    Map<String, PathResolver> parents = new LinkedHashMap<>();
    for (String name : type.coordination().family().parents()) {
      CaseType parent = cases.get(name);
      if (parent != null) {
        parents.put(name, of(parent, Map.of(), vocabulary));
      }
    }
    return of(type, parents, vocabulary);
  }

  private static PathResolver of(
      CaseType type, Map<String, PathResolver> parents, Vocabulary vocabulary) {
    return new PathResolver(
        "case", vocabulary, type.coordination().with(type.fields()), null, parents);
  }

  /** What expressions call the row or case. */
  String root() {
    return root;
  }

  /**
   * What is at the end of a path.
   *
   * @param type its type, null for a column, whose type only the database knows
   * @param choices the values that it may have, empty if any
   * @param problem what is wrong with the path, null if nothing
   */
  record End(@Nullable ValueType type, List<String> choices, @Nullable String problem) {}

  End resolve(List<String> path) {
    if (path.size() > MOST_REFERENCES + 1) {
      return problem("A path follows at most " + MOST_REFERENCES + " references.");
    }
    OfflineTable at = table;
    int begin = 0;
    if (at == null) {
      String first = path.get(0);
      CaseType.Field field = fields.get(first);
      if (field == null) {
        return unknown("field", first, fields.keySet());
      }
      if (path.size() == 1) {
        return new End(field.type(), field.of(), null);
      }
      if (first.equals(BuiltIn.PARENT) && !parents.isEmpty()) {
        return ofParents(path.subList(1, path.size()));
      }
      at = field.table() == null ? null : vocabulary.tables().get(field.table());
      if (at == null) {
        return problem("'" + first + "' is no reference, there is nothing behind it.");
      }
      begin = 1;
    }
    return columns(at, path, begin);
  }

  /** Whatever type the parent is of, the path has to mean the same. */
  private End ofParents(List<String> path) {
    List<End> ends = parents.values().stream().map(parent -> parent.resolve(path)).toList();
    long references =
        parents.values().stream()
            .map(parent -> Optional.ofNullable(parent.fields.get(path.get(0))))
            .map(field -> field.map(CaseType.Field::table))
            .distinct()
            .count();
    return ends.stream()
        .filter(end -> end.problem() != null)
        .findFirst()
        .orElseGet(
            () ->
                references == 1 && ends.stream().distinct().count() == 1
                    ? ends.get(0)
                    : problem(
                        "'parent."
                            + String.join(".", path)
                            + "' is not the same in "
                            + String.join(" and ", parents.keySet())
                            + '.'));
  }

  private End columns(OfflineTable from, List<String> path, int begin) {
    OfflineTable at = from;
    for (int i = begin; i < path.size(); i++) {
      String column = path.get(i);
      if (!at.columns().contains(column)) {
        return unknown("column of " + at.name(), column, at.columns());
      }
      if (i < path.size() - 1) {
        String target = at.references().get(column);
        OfflineTable next = target == null ? null : vocabulary.tables().get(target);
        if (next == null) {
          return problem(
              "'" + column + "' is no reference; declare it in 'references' of " + at.name() + '.');
        }
        at = next;
      }
    }
    return new End(null, List.of(), null);
  }

  private static End unknown(String what, String name, Collection<String> known) {
    return problem("There is no " + what + " '" + name + "'." + Suggestion.of(name, known));
  }

  private static End problem(String text) {
    return new End(null, List.of(), text);
  }
}
