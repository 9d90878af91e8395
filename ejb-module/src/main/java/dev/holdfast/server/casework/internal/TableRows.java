package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.server.platform.api.Jdbc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an application's offline tables, read from their sources in sets and kept for one
 * transaction's judgements: the number of statements grows with tables and levels of references,
 * not with rows. Not thread-safe.
 */
final class TableRows {
  private final Jdbc jdbc;
  private final ApplicationPackage definition;
  private final Map<String, SourceTable> sources = new HashMap<>();
  private final Map<String, Map<String, Optional<Row>>> known = new HashMap<>();

  TableRows(Jdbc jdbc, ApplicationPackage definition) {
    this.jdbc = jdbc;
    this.definition = definition;
  }

  /**
   * A row.
   *
   * @param texts values by column in PostgreSQL's text form, as scopes compare them
   * @param values values by column in JSON form, as rules see them
   */
  record Row(Map<String, @Nullable String> texts, Map<String, @Nullable Object> values) {}

  /** Reads these rows, by table and key, and all that they refer to. */
  void prefetch(Map<String, Set<String>> keys) {
    Map<String, Set<String>> wanted = unknown(keys);
    while (!wanted.isEmpty()) {
      Map<String, Set<String>> next = new HashMap<>();
      wanted.forEach((table, some) -> load(table, some, next));
      wanted = unknown(next);
    }
  }

  /** A row by the table's single key column, if the source has it. */
  Optional<Row> find(String table, String key) {
    if (!definition.tables().containsKey(table)) {
      return Optional.empty();
    }
    prefetch(Map.of(table, Set.of(key)));
    return known.getOrDefault(table, Map.of()).getOrDefault(key, Optional.empty());
  }

  private void load(String name, Set<String> keys, Map<String, Set<String>> next) {
    OfflineTable table = Objects.requireNonNull(definition.tables().get(name));
    Map<String, Optional<Row>> rows = known.computeIfAbsent(name, any -> new HashMap<>());
    keys.forEach(key -> rows.put(key, Optional.empty()));
    SourceTable source = sources.computeIfAbsent(name, any -> SourceTable.of(jdbc, table));
    source
        .rows(jdbc, keys)
        .forEach(
            (key, row) -> {
              rows.put(key, Optional.of(row));
              table
                  .references()
                  .forEach((column, target) -> want(next, target, row.texts().get(column)));
            });
  }

  private static void want(Map<String, Set<String>> keys, String table, @Nullable String key) {
    if (key != null) {
      keys.computeIfAbsent(table, any -> new HashSet<>()).add(key);
    }
  }

  private Map<String, Set<String>> unknown(Map<String, Set<String>> keys) {
    Map<String, Set<String>> unknown = new HashMap<>();
    keys.forEach(
        (table, some) -> {
          if (definition.tables().containsKey(table)) {
            Set<String> rest = new HashSet<>(some);
            rest.removeAll(known.getOrDefault(table, Map.of()).keySet());
            if (!rest.isEmpty()) {
              unknown.put(table, rest);
            }
          }
        });
    return unknown;
  }
}
