package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.server.casework.internal.TableRows.Row;
import dev.holdfast.server.platform.api.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of an offline table with a single key column by their keys. Values have the form that
 * devices get (see {@code docs/specs/protocol.md}).
 */
final class SourceTable {
  private static final String COLUMN_TYPES =
      """
      SELECT a.attname AS name, b.typname AS type
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
      WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private final List<String> columns;
  private final Map<String, String> types;
  private final KeyForm keyForm;
  private final String select;

  private SourceTable(OfflineTable table, Map<String, String> types) {
    String key = table.key().get(0);
    this.columns = table.columns();
    this.types = types;
    this.keyForm = KeyForm.of(types.getOrDefault(key, ""));
    this.select =
        "SELECT "
            + columns.stream()
                .map(column -> "r." + quoted(column) + "::text")
                .collect(Collectors.joining(", "))
            + ", r."
            + quoted(key)
            + "::text FROM "
            + relation(table)
            + " r WHERE "
            + keyForm.condition("r." + quoted(key));
  }

  static SourceTable of(Jdbc jdbc, OfflineTable table) {
    Map<String, String> types = new HashMap<>();
    jdbc.list(
        COLUMN_TYPES,
        row -> types.put(row.getString("name"), row.getString("type")),
        relation(table));
    return new SourceTable(table, types);
  }

  /** The rows that are there, by key. */
  Map<String, Row> rows(Jdbc jdbc, Set<String> keys) {
    String[] possible = keys.stream().filter(keyForm::possible).toArray(String[]::new);
    Map<String, Row> rows = new HashMap<>();
    if (possible.length > 0) {
      jdbc.list(
          select, row -> rows.put(row.getString(columns.size() + 1), read(row)), (Object) possible);
    }
    return rows;
  }

  private Row read(ResultSet row) throws SQLException {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      String text = row.getString(i + 1);
      texts.put(column, text);
      values.put(column, text == null ? null : value(types.getOrDefault(column, ""), text));
    }
    return new Row(texts, values);
  }

  private static Object value(String type, String text) {
    return switch (type) {
      case "int2", "int4", "int8" -> Long.valueOf(text);
      case "bool" -> text.equals("true");
      case "float4", "float8" ->
          text.endsWith("NaN") || text.endsWith("Infinity") ? text : (Object) Double.valueOf(text);
      default -> text;
    };
  }

  private static String relation(OfflineTable table) {
    String[] parts = table.source().split("\\.", -1);
    return IntStream.range(0, parts.length)
        .mapToObj(i -> quoted(parts[i]))
        .collect(Collectors.joining("."));
  }

  private static String quoted(String identifier) {
    if (identifier.isEmpty() || identifier.indexOf(0) >= 0) {
      throw new IllegalArgumentException("not an identifier: '" + identifier + "'");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
