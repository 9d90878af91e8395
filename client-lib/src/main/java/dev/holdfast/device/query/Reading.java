package dev.holdfast.device.query;

import dev.holdfast.device.api.QueryStoppedException;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.store.HeldLater;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a query in the transaction of a connection, one after the other. */
public final class Reading {
  private final StoreEngine engine;
  private final Connection connection;
  private final Select select;
  private final Limits limits;

  private Reading(StoreEngine engine, Connection connection, Select select) {
    this.engine = engine;
    this.connection = connection;
    this.select = select;
    this.limits = new Limits(select);
  }

  /**
   * Reads rows until there are no more, or no more are wanted. Of the rows one is in memory at a
   * time.
   *
   * @param engine that of the connection
   * @param more takes a row, as column name to value: null, {@link Integer}, {@link Long}, {@link
   *     Double}, {@link String} or {@code byte[]}; says whether it wants another one
   * @throws IllegalArgumentException if it is not a query, or not a valid one
   * @throws QueryStoppedException if it was ended
   * @throws dev.holdfast.device.api.NotReceivedException if it names a table that has not been
   *     received yet, and has to have all of it
   */
  public static boolean each(
      StoreEngine engine,
      Connection connection,
      Select select,
      Predicate<Map<String, @Nullable Object>> more)
      throws SQLException {
    return new Reading(engine, connection, select).each(more);
  }

  /** Reads all rows; else as {@link #each}. */
  public static List<Map<String, @Nullable Object>> all(
      StoreEngine engine, Connection connection, Select select) throws SQLException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    each(engine, connection, select, rows::add);
    return rows;
  }

  private boolean each(Predicate<Map<String, @Nullable Object>> more) throws SQLException {
    try (StoreEngine.Stop stop = engine.stopWhen(connection, limits::areOver)) {
      Guard.check(connection, select.sql());
      if (!select.incomplete()) {
        SqlText text = new SqlText(select.sql());
        HeldLater.require(
            connection,
            table -> text.names(table) || text.names(table.substring(table.lastIndexOf('/') + 1)));
      }
      return read(more);
    }
  }

  private boolean read(Predicate<Map<String, @Nullable Object>> more) throws SQLException {
    try (PreparedStatement statement = prepare()) {
      new Arguments(select).bind(statement);
      try (ResultSet rows = run(statement)) {
        List<String> columns = columns(rows.getMetaData());
        while (next(rows)) {
          if (!more.test(row(rows, columns))) {
            return false;
          }
        }
        return true;
      }
    }
  }

  private PreparedStatement prepare() throws SQLException {
    try {
      return connection.prepareStatement(select.sql());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private ResultSet run(PreparedStatement statement) throws SQLException {
    try {
      return statement.executeQuery();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private boolean next(ResultSet rows) throws SQLException {
    limits.check();
    try {
      return rows.next();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private RuntimeException failure(SQLException e) throws SQLException {
    limits.check();
    return Guard.mistake(connection, select.sql(), e);
  }

  private static List<String> columns(ResultSetMetaData data) throws SQLException {
    List<String> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String column = data.getColumnLabel(i);
      if (!seen.add(column)) {
        throw new IllegalArgumentException(
            "Two columns of the query are called '%s'; call one of them something else with AS."
                .formatted(column));
      }
      columns.add(column);
    }
    return columns;
  }

  private static Map<String, @Nullable Object> row(ResultSet row, List<String> columns)
      throws SQLException {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      result.put(columns.get(i), row.getObject(i + 1));
    }
    return result;
  }
}
