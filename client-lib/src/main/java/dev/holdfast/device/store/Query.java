package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQL of an application against the views. The connection refuses every write by itself ({@code
 * query_only}); the text is checked for what that doesn't cover: only queries (no {@code ATTACH},
 * no {@code PRAGMA}), and none of the library's own tables, which hold the session.
 */
public final class Query {
  private static final Pattern QUERY =
      Pattern.compile("(\\s|--[^\n]*\n|/\\*.*?\\*/)*+(select|with|values)\\b.*", Pattern.DOTALL);
  private static final Pattern INTERNAL = Pattern.compile("hf_|sqlite_dbpage");

  private Query() {}

  /**
   * Runs a query.
   *
   * @return rows as column name to value: null, {@link Integer}, {@link Long}, {@link Double},
   *     {@link String} or {@code byte[]}
   * @throws IllegalArgumentException if it is not a query, or not a valid one
   */
  public static List<Map<String, @Nullable Object>> run(Connection connection, String sql) {
    String plain = sql.toLowerCase(Locale.ROOT);
    if (!QUERY.matcher(plain).matches()) {
      throw new IllegalArgumentException("Only queries are possible: SELECT, WITH or VALUES.");
    }
    if (INTERNAL.matcher(plain).find()) {
      throw new IllegalArgumentException("Names that begin with hf_ can't be queried.");
    }
    try {
      return Sql.list(connection, sql, Query::row);
    } catch (SQLException e) {
      if (SqlErrors.isMistake(e)) {
        throw new IllegalArgumentException("The query is not valid: " + e.getMessage(), e);
      }
      throw SqlErrors.translate(e);
    }
  }

  private static Map<String, @Nullable Object> row(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      result.put(columns.getColumnLabel(i), row.getObject(i));
    }
    return result;
  }
}
