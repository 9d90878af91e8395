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
 * @param nature what makes statements pass by its triggers
 * @param rights what our role may do
 */
record RelationShape(
    String schema,
    String name,
    char kind,
    Map<String, ColumnShape> columns,
    List<UniqueKey> uniqueKeys,
    List<String> descendants,
    Nature nature,
    Rights rights) {

  /**
   * Columns that are unique together.
   *
   * @param columns the columns
   * @param immediate whether they are so within a transaction too
   */
  record UniqueKey(Set<String> columns, boolean immediate) {}

  /**
   * What makes statements pass by a table's own triggers.
   *
   * @param part whether it is a partition or inherits: a statement may name its parent instead
   * @param replicated whether a logical subscription fills it: that fires no statement triggers
   */
  record Nature(boolean part, boolean replicated) {}

  /**
   * What our role may do.
   *
   * @param owner whether it owns the relation
   * @param read select
   * @param lock lock rows (update)
   * @param filtered whether row level security hides rows from it
   */
  record Rights(boolean owner, boolean read, boolean lock, boolean filtered) {}

  /** Quoted and qualified. */
  String sql() {
    return SqlText.identifier(schema) + '.' + SqlText.identifier(name);
  }

  /** Whether some of these columns are unique, and perhaps so within a transaction too. */
  boolean unique(List<String> key, boolean immediate) {
    return uniqueKeys.stream()
        .anyMatch(k -> key.containsAll(k.columns()) && (k.immediate() || !immediate));
  }

  /** Whether it can have triggers. */
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
