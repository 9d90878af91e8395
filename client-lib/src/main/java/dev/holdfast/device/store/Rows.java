package dev.holdfast.device.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.ColumnType;
import dev.holdfast.kernel.wire.WireJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of one application's offline tables by key, for the engine, in the transaction of a
 * connection.
 */
public final class Rows implements RowLookup {
  private final Connection connection;
  private final ApplicationPackage logic;
  private final boolean certain;

  private Rows(Connection connection, ApplicationPackage logic, boolean certain) {
    this.connection = connection;
    this.logic = logic;
    this.certain = certain;
  }

  /** Looks in an application's tables, as far as they have been received. */
  public static Rows present(Connection connection, ApplicationPackage logic) {
    return new Rows(connection, logic, false);
  }

  /**
   * Looks in an application's tables. That a row is not there, where the table has not been
   * received completely, is a {@link dev.holdfast.device.api.NotReceivedException}.
   */
  public static Rows certain(Connection connection, ApplicationPackage logic) {
    return new Rows(connection, logic, true);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> find(String table, String key) {
    OfflineTable definition = logic.tables().get(table);
    if (definition == null) {
      return Optional.empty();
    }
    try {
      Optional<Unit> unit = Units.live(connection, logic.application(), table);
      Optional<Map<String, @Nullable Object>> found =
          unit.isPresent() ? find(definition, unit.get(), key) : Optional.empty();
      if (found.isEmpty() && certain) {
        HeldLater.require(connection, (logic.application() + '/' + table)::equals);
      }
      return found;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private Optional<Map<String, @Nullable Object>> find(
      OfflineTable definition, Unit unit, String key) throws SQLException {
    ColumnType type = unit.types().get(definition.columns().indexOf(definition.key().get(0)));
    boolean literal = type == ColumnType.INTEGER || type == ColumnType.BOOLEAN;
    return Sql.first(
        connection,
        "SELECT %s FROM %s WHERE _gen IN %s AND _key = ? ORDER BY _gen"
            .formatted(unit.columns(), unit.table(), unit.live()),
        row -> values(row, definition.columns(), unit.types()),
        '[' + (literal ? key : CanonicalJson.string(key)) + ']');
  }

  private static Map<String, @Nullable Object> values(
      ResultSet row, List<String> columns, List<ColumnType> types) throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    try {
      JsonNode json = WireJson.mapper().readTree(RowCodec.row(row, 1, types));
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i), WireJson.mapper().treeToValue(json.get(i), Object.class));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored row is always JSON", e);
    }
    return values;
  }
}
