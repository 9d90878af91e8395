package dev.holdfast.server.tables.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Says in SQL whether the relations of a unit still have the columns that its functions name. A
 * function that names a column which is no longer there would fail, and with it the statement of
 * whoever writes the table. So triggers look first: one look into the catalog per relation.
 */
final class SchemaGuard {
  private SchemaGuard() {}

  /** Condition that everything is there as it was when the functions were made. */
  static String holds(UnitShape shape) {
    StringBuilder condition = new StringBuilder(of(shape.source(), shape.declared()));
    for (JoinStep step : shape.joins()) {
      Set<String> columns = new LinkedHashSet<>(Set.of(step.key().name()));
      columns.addAll(shape.used().getOrDefault(step.alias(), Set.of()));
      condition.append(" AND ").append(of(step.parent(), columns));
    }
    return condition.toString();
  }

  /** Notes that a unit has to be looked at, once. */
  static String report(UnitShape shape) {
    String unit = SqlText.literal(shape.name());
    return String.format(
        "INSERT INTO holdfast.capture_suspicion (unit, reason) SELECT %s, 'schema' WHERE NOT EXISTS"
            + " (SELECT FROM holdfast.capture_suspicion WHERE unit = %s AND reason = 'schema')",
        unit, unit);
  }

  private static String of(RelationShape relation, Set<String> columns) {
    List<String> wanted =
        columns.stream().map(c -> c + ' ' + relation.column(c).typeId()).sorted().toList();
    return String.format(
        "(SELECT count(*) FROM pg_attribute a WHERE a.attrelid = to_regclass(%s)"
            + " AND a.attnum > 0 AND NOT a.attisdropped"
            + " AND a.attname || ' ' || a.atttypid = ANY (ARRAY[%s])) = %d",
        SqlText.literal(relation.sql()),
        SqlText.each(wanted, ", ", SqlText::literal),
        wanted.size());
  }
}
