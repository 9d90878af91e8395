package dev.holdfast.device.store;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Coordination;
import dev.holdfast.kernel.app.OfflineTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What applications query: a view {@code "application/name"} for each table and case type, and one
 * with the bare name where only one application has it. Views show live generations only, so the
 * switch of a sync needs no change of them unless the logic changed.
 *
 * <p>{@code hf_server_case} has the cases as the server has them, {@code hf_case} as the user sees
 * them.
 */
final class Views {
  private static final String NO_CASES =
      """
      CREATE VIEW hf_server_case (id, application, type, stage, completed, version, assignee, fields, worklist,
        opened_at, stage_since, parent)
      AS SELECT '', '', '', '', 0, 0, '', '', '', '', '', '' WHERE 0\
      """;

  private static final String LOCAL_CASES =
      """
      CREATE VIEW hf_case AS
      SELECT id, application, type, stage, completed, version, assignee, fields, worklist, opened_at, stage_since, parent
        FROM hf_server_case s WHERE NOT EXISTS (SELECT 1 FROM hf_overlay o WHERE o.id = s.id)
      UNION ALL
      SELECT id, application, type, stage, completed, version, assignee, fields, worklist, opened_at, stage_since, parent
        FROM hf_overlay\
      """;

  private static final List<String> CASE_COLUMNS =
      List.of("id", "stage", "completed", "version", "assignee");

  private Views() {}

  /**
   * Makes the views that the live logic and units ask for, in the caller's transaction. Views that
   * are right already stay, so that a sync without new logic doesn't touch the schema.
   */
  static void rebuild(Connection connection, List<ApplicationPackage> packages)
      throws SQLException {
    Map<String, String> wanted = wanted(connection, packages);
    wanted.put("hf_case", LOCAL_CASES);
    Map<String, String> found = new HashMap<>();
    Sql.list(
            connection,
            "SELECT name, sql FROM sqlite_schema WHERE type = 'view'",
            row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(view -> found.put(view.getKey(), view.getValue()));
    for (Map.Entry<String, String> view : found.entrySet()) {
      if (!view.getValue().equals(wanted.get(view.getKey()))) {
        Sql.run(connection, "DROP VIEW " + Sql.quote(view.getKey()));
      }
    }
    for (Map.Entry<String, String> view : wanted.entrySet()) {
      if (!view.getValue().equals(found.get(view.getKey()))) {
        Sql.run(connection, view.getValue());
      }
    }
  }

  private static Map<String, String> wanted(
      Connection connection, List<ApplicationPackage> packages) throws SQLException {
    Map<String, List<String>> bodies = new LinkedHashMap<>();
    Map<String, String> views = new LinkedHashMap<>();
    List<String> cases = new ArrayList<>();
    for (ApplicationPackage logic : packages) {
      Map<String, String> own = new LinkedHashMap<>();
      for (OfflineTable table : logic.tables().values()) {
        own.put(table.name(), table(connection, logic.application(), table));
      }
      for (CaseType type : logic.cases().values()) {
        serverCases(connection, logic.application(), type).ifPresent(cases::add);
        own.put(type.name(), localCases(logic.application(), type));
      }
      own.forEach(
          (name, body) -> {
            put(views, logic.application() + '/' + name, body);
            bodies.computeIfAbsent(name, n -> new ArrayList<>()).add(body);
          });
    }
    views.put(
        "hf_server_case",
        cases.isEmpty()
            ? NO_CASES
            : "CREATE VIEW hf_server_case AS " + String.join("\nUNION ALL\n", cases));
    bodies.forEach(
        (name, same) -> {
          if (same.size() == 1) {
            put(views, name, same.get(0));
          }
        });
    return views;
  }

  private static void put(Map<String, String> views, String name, String body) {
    views.put(name, "CREATE VIEW " + Sql.quote(name) + " AS " + body);
  }

  /** Whether rows of a unit may be in several of the buckets that a device holds. */
  static boolean overlapping(ApplicationPackage logic, String unit) {
    OfflineTable table = logic.tables().get(unit);
    CaseType type = logic.cases().get(unit);
    if (table != null) {
      return table.scope().anyOf().size() > 1;
    }
    return type != null && type.scope().anyOf().size() > 1;
  }

  private static String table(Connection connection, String application, OfflineTable table)
      throws SQLException {
    Optional<Unit> unit = Units.live(connection, application, table.name());
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      String source = unit.isPresent() ? "c" + i : "NULL";
      columns.add(source + " AS " + Sql.quote(table.columns().get(i)));
    }
    String select = "SELECT " + String.join(", ", columns);
    return unit.isPresent()
        ? select + rows(unit.get(), table.scope().anyOf().size() > 1, !table.indexes().isEmpty())
        : select + " WHERE 0";
  }

  private static Optional<String> serverCases(
      Connection connection, String application, CaseType type) throws SQLException {
    return Units.live(connection, application, type.name())
        .map(
            unit ->
                """
                SELECT c0 AS id, %s AS application, %s AS type, c1 AS stage, c2 AS completed, c3 AS version,
                  c4 AS assignee, c5 AS fields, %s AS worklist, %s AS opened_at, %s AS stage_since,
                  %s AS parent\
                """
                        .formatted(
                            literal(application),
                            literal(type.name()),
                            new CaseColumns(unit).worklist(),
                            new CaseColumns(unit).openedAt(),
                            new CaseColumns(unit).stageSince(),
                            new CaseColumns(unit).parent())
                    + rows(unit, type.scope().anyOf().size() > 1, !type.indexes().isEmpty()));
  }

  private static String localCases(String application, CaseType type) {
    Set<String> columns = new LinkedHashSet<>(CASE_COLUMNS);
    columns.addAll(type.coordination().builtIns().keySet());
    String from = "hf_case";
    if (type.coordination().hasDeadlines()) {
      columns.addAll(Coordination.TIMES);
      from = new DueColumns(type.coordination().deadlines()).over(from);
    }
    Set<String> taken = new HashSet<>(columns);
    String fields =
        type.fields().keySet().stream()
            .filter(taken::add)
            .map(name -> ", " + CaseColumns.field("fields", name) + " AS " + Sql.quote(name))
            .collect(Collectors.joining());
    return "SELECT %s%s FROM %s WHERE application = %s AND type = %s"
        .formatted(
            String.join(", ", columns), fields, from, literal(application), literal(type.name()));
  }

  /**
   * Rows in live generations; of a row in several, the one of the oldest generation.
   *
   * @param indexed whether the rows are rather found by an index of the package's than by their
   *     generation: left to itself SQLite would do that for no more than equality
   */
  private static String rows(Unit unit, boolean overlapping, boolean indexed) {
    String from =
        " FROM %s r WHERE %sr._gen IN %s".formatted(unit.table(), indexed ? "+" : "", unit.live());
    return overlapping
        ? from
            + " AND NOT EXISTS (SELECT 1 FROM %s o WHERE o._key = r._key AND o._gen < r._gen AND o._gen IN %s)"
                .formatted(unit.table(), unit.live())
        : from;
  }

  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
