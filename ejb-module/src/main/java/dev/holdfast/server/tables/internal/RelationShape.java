package dev.holdfast.server.tables.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A relation as the catalog has it, and what our role may do with it.
 *
 * @param schema its schema
 * @param name its name
 * @param kind {@code relkind}: r table, p partitioned table, v view, m materialized view, f foreign
 *     table
 * @param columns columns by name
 * @param uniqueKeys sets of columns that are unique
 * @param descendants partitions and inheriting tables of all levels, quoted and qualified
 * @param rights what our role may do
 */
record RelationShape(
    String schema,
    String name,
    char kind,
    Map<String, ColumnShape> columns,
    List<Set<String>> uniqueKeys,
    List<String> descendants,
    Rights rights) {

  /**
   * What our role may do.
   *
   * @param owner whether it owns the relation
   * @param read select
   * @param lock lock rows (update)
   * @param trigger make triggers
   * @param filtered whether row level security hides rows from it
   */
  record Rights(boolean owner, boolean read, boolean lock, boolean trigger, boolean filtered) {}

  /** Quoted and qualified. */
  String sql() {
    return SqlText.identifier(schema) + '.' + SqlText.identifier(name);
  }

  /** Whether triggers see every change. */
  boolean takesTriggers() {
    return kind == 'r' || kind == 'p';
  }

  /** A column that is known to exist. */
  ColumnShape column(String column) {
    ColumnShape shape = columns.get(column);
    if (shape == null) {
      throw new IllegalArgumentException(sql() + " has no column " + column);
    }
    return shape;
  }
}
