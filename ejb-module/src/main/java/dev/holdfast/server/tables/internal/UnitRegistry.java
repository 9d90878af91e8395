package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.server.platform.api.Alert;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The table of units. */
final class UnitRegistry {
  private static final String PUT =
      """
      INSERT INTO holdfast.capture_unit
        (name, application, unit, source, strategy, definition, script, column_types, key_types, lines, relations)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET
        source = excluded.source, strategy = excluded.strategy, definition = excluded.definition,
        script = excluded.script, column_types = excluded.column_types, key_types = excluded.key_types,
        lines = excluded.lines, relations = excluded.relations, retired_at = NULL,
        renewals = capture_unit.renewals + CASE WHEN capture_unit.problem IS NULL THEN 0 ELSE 1 END,
        problem = NULL
      """;
  private static final String TRIGGER_FUNCTIONS =
      """
      SELECT format('%I.%I', n.nspname, p.proname)
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = 'holdfast' AND starts_with(p.proname, ?)
        AND p.prorettype = 'trigger'::regtype AND pg_has_role(p.proowner, 'USAGE')
      """;

  private final Sql sql;

  UnitRegistry(Sql sql) {
    this.sql = sql;
  }

  /** All units that are captured. */
  List<CapturedUnit> present() throws SQLException {
    return sql.list(
        "SELECT * FROM holdfast.capture_unit WHERE retired_at IS NULL ORDER BY application, unit",
        UnitRegistry::unit);
  }

  /**
   * Whether the unit was filled after this script was installed, and by rows that mean what they
   * mean now: a column that gets another modifier is rewritten without a trigger, and the script
   * stays the same.
   */
  boolean filledBy(UnitShape shape, CaptureScript script) throws SQLException {
    return sql.one(
            "SELECT script = ? AND definition = ? AND problem IS NULL FROM holdfast.capture_unit"
                + " WHERE name = ? AND retired_at IS NULL",
            row -> row.getBoolean(1),
            script.digest(),
            shape.definition(),
            shape.name())
        .orElse(false);
  }

  /** Registers an installed unit; one that it replaces is retired. */
  void put(UnitShape shape, CaptureScript script) throws SQLException {
    String application = shape.unit().application();
    String unit = shape.unit().name();
    for (CapturedUnit other : present()) {
      if (other.application().equals(application)
          && other.unit().equals(unit)
          && !other.name().equals(shape.name())) {
        retire(other.name());
      }
    }
    sql.update(
        PUT,
        shape.name(),
        application,
        unit,
        shape.unit().relation(),
        shape.unit().strategy().name().toLowerCase(Locale.ROOT),
        shape.definition(),
        script.digest(),
        shape.row().stream().map(c -> c.columnType().name()).toArray(String[]::new),
        shape.key().stream().map(ColumnShape::type).toArray(String[]::new),
        shape.lines(),
        Stream.concat(Stream.of(shape.source()), shape.joins().stream().map(JoinStep::parent))
            .map(RelationShape::sql)
            .distinct()
            .toArray(String[]::new));
    PassingFailures failures = new PassingFailures(sql);
    if (!shape.scanned()) {
      failures.over(shape.name());
    }
    if (!failures.last(shape.name())) {
      Alert.settle(sql, Alert.Kind.PROBLEM, application + '/' + unit, "Its source fits again.");
    }
  }

  /** Notes why a unit can't be captured at present; what was captured of it stays. */
  void problem(String application, String unit, String problem) throws SQLException {
    int changed =
        sql.update(
            "UPDATE holdfast.capture_unit SET problem = ?, failing_since = NULL, failing = NULL"
                + " WHERE application = ? AND unit = ? AND retired_at IS NULL"
                + " AND problem IS DISTINCT FROM ?",
            problem,
            application,
            unit,
            problem);
    if (changed > 0) {
      Alert.raise(sql, Alert.Kind.PROBLEM, application + '/' + unit, null, problem);
    }
  }

  /** Retires an application's units except these. */
  void keep(String application, Collection<String> units) throws SQLException {
    for (CapturedUnit unit : present()) {
      if (unit.application().equals(application) && !units.contains(unit.unit())) {
        retire(unit.name());
        Alert.settle(
            sql, Alert.Kind.PROBLEM, application + '/' + unit.unit(), "It is no longer captured.");
      }
    }
  }

  /**
   * Ends capture without a lock that readers would wait for: triggers stay, but do nothing, until
   * they can be dropped.
   */
  private void retire(String name) throws SQLException {
    String prefix = CaptureNames.captureTable(name).substring("holdfast.".length()) + '_';
    for (String function : sql.list(TRIGGER_FUNCTIONS, row -> row.getString(1), prefix)) {
      sql.run(CaptureFunctions.idle(function));
    }
    sql.update(
        "UPDATE holdfast.capture_unit SET retired_at = now(), script = '' WHERE name = ?", name);
    sql.run("COMMENT ON FUNCTION " + CaptureNames.settleFunction(name) + "(boolean) IS NULL");
  }

  /** After a problem devices can't know what they missed. */
  private static String definition(String definition, int renewals) {
    return renewals == 0 ? definition : Sha256.hex(definition + '\n' + renewals);
  }

  private static CapturedUnit unit(ResultSet row) throws SQLException {
    return new CapturedUnit(
        row.getString("name"),
        row.getString("application"),
        row.getString("unit"),
        ReceiveStrategy.valueOf(row.getString("strategy").toUpperCase(Locale.ROOT)),
        definition(row.getString("definition"), row.getInt("renewals")),
        Sql.texts(row, "column_types").stream().map(ColumnType::valueOf).toList(),
        Sql.texts(row, "key_types"),
        // As UnitShape writes it.
        row.getString("lines").substring(UnitShape.SELECT.length()),
        row.getString("problem"));
  }
}
