package dev.holdfast.kernel.rule;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the rows that reference fields refer to. Implementations read the side's own store. */
@FunctionalInterface
public interface RowLookup {

  /**
   * Finds a row.
   *
   * @param table name of the offline table, which has a single key column
   * @param key the key in text form
   * @return the values of its columns by name in JSON form (string, number, boolean or null), empty
   *     if there is no such row on this side
   */
  Optional<Map<String, @Nullable Object>> find(String table, String key);

  /** Knows no rows: every reference is unresolved. */
  static RowLookup none() {
    return (table, key) -> Optional.empty();
  }
}
