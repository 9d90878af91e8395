package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.OfflineTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that references refer to, as CEL sees them: as deep as an expression looks.
 *
 * @param tables the offline tables
 * @param hops how many references in a row are followed at most
 */
record Rows(Map<String, OfflineTable> tables, int hops) {

  /** The row as a map; with its key alone if this side has no such row or nobody looks into it. */
  Map<String, Object> row(String table, String key, RowLookup rows) {
    return row(table, key, rows, hops);
  }

  private Map<String, Object> row(String name, String key, RowLookup rows, int hopsLeft) {
    Map<String, Object> converted = new HashMap<>();
    OfflineTable table = tables.get(name);
    if (table == null) {
      return converted;
    }
    if (hopsLeft > 0) {
      Map<String, @Nullable Object> found = rows.find(name, key).orElse(Map.of());
      found.forEach((column, value) -> put(converted, table, column, value, rows, hopsLeft));
    }
    converted.putIfAbsent(table.key().get(0), key);
    return converted;
  }

  private void put(
      Map<String, Object> row,
      OfflineTable table,
      String column,
      @Nullable Object value,
      RowLookup rows,
      int hopsLeft) {
    if (value != null) {
      String target = table.references().get(column);
      row.put(
          column,
          target == null
              ? RuleValues.number(value)
              : row(target, value.toString(), rows, hopsLeft - 1));
    }
  }
}
