package dev.holdfast.desktop.data;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Select;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the rows that references refer to. Reads the store, so not for the screen's thread. */
public final class References {
  /** Most rows that a person is shown to choose from. */
  public static final int MOST = 50;

  private static final int AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Holdfast holdfast;

  /** References of a device. */
  public References(Holdfast holdfast) {
    this.holdfast = holdfast;
  }

  /**
   * A row to choose.
   *
   * @param key what the field is set to
   * @param name what people call it
   * @param detail what else tells it from others
   */
  public record Row(String key, String name, String detail) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The names of rows, by their keys; who is not here has none. */
  public Map<String, String> names(
      ApplicationPackage application, String table, Collection<String> keys) {
    OfflineTable definition = application.tables().get(table);
    if (definition == null || keys.isEmpty()) {
      return Map.of();
    }
    Map<String, String> names = new HashMap<>();
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      String sql =
          "SELECT CAST(%s AS TEXT) AS k, %s AS n FROM %s WHERE %s IN (%s)"
              .formatted(
                  Names.quote(Names.key(definition)),
                  Names.quote(Names.column(definition)),
                  Names.view(application, definition),
                  Names.quote(Names.key(definition)),
                  marks);
      holdfast
          .query(Select.of(sql, some.toArray()).evenIncomplete())
          .forEach(row -> put(names, row));
    }
    return names;
  }

  private static void put(Map<String, String> names, Map<String, @Nullable Object> row) {
    Object name = row.get("n");
    if (name != null) {
      names.put(String.valueOf(row.get("k")), name.toString());
    }
  }

  /** One row, empty if it is not here. */
  public Optional<Row> find(ApplicationPackage application, String table, String key) {
    OfflineTable definition = application.tables().get(table);
    if (definition == null) {
      return Optional.empty();
    }
    String sql =
        "SELECT * FROM %s WHERE %s = ?"
            .formatted(Names.view(application, definition), Names.quote(Names.key(definition)));
    return holdfast.query(Select.of(sql, key).evenIncomplete()).stream()
        .findFirst()
        .map(row -> row(definition, row));
  }

  /**
   * Rows in which every word is somewhere, at most {@link #MOST}.
   *
   * @param where columns and the values that they have to have
   */
  public List<Row> search(
      ApplicationPackage application, String table, String words, Map<String, String> where) {
    OfflineTable definition = application.tables().get(table);
    if (definition == null) {
      return List.of();
    }
    List<String> conditions = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    where.forEach(
        (column, value) -> {
          conditions.add(Names.quote(column) + " = ?");
          arguments.add(value);
        });
    String all =
        definition.columns().stream()
            .map(column -> "coalesce(CAST(%s AS TEXT), '')".formatted(Names.quote(column)))
            .collect(Collectors.joining(" || ' ' || "));
    for (String word : words.strip().split("\\s+")) {
      conditions.add("lower(%s) LIKE ? ESCAPE '!'".formatted(all));
      arguments.add('%' + escaped(word.toLowerCase(Locale.ROOT)) + '%');
    }
    String sql =
        "SELECT * FROM %s WHERE %s ORDER BY %s LIMIT %d"
            .formatted(
                Names.view(application, definition),
                String.join(" AND ", conditions),
                Names.quote(Names.column(definition)),
                MOST);
    return holdfast
        .query(Select.of(sql, arguments.toArray()).within(PATIENCE).evenIncomplete())
        .stream()
        .map(row -> row(definition, row))
        .toList();
  }

  private static String escaped(String word) {
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private static Row row(OfflineTable table, Map<String, @Nullable Object> row) {
    String key = String.valueOf(row.get(Names.key(table)));
    Object name = row.get(Names.column(table));
    String detail =
        row.entrySet().stream()
            .filter(column -> !column.getKey().equals(Names.column(table)))
            .filter(column -> column.getValue() != null)
            .filter(column -> !(column.getValue() instanceof Double))
            .limit(4)
            .map(column -> String.valueOf(column.getValue()))
            .collect(Collectors.joining(" · "));
    return new Row(key, name == null ? key : name.toString(), detail);
  }
}
