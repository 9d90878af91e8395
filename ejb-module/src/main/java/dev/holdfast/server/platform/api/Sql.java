package dev.holdfast.server.platform.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * SQL on one connection, without objects in between. Parameters are whatever the driver takes, and
 * besides: {@link Instant}, arrays of {@link String} and {@link UUID}. Not thread-safe, as the
 * connection is not. {@link SQLException}s pass through: who owns the connection knows what they
 * mean.
 */
public final class Sql {
  private final Connection connection;

  /** Uses a connection, which stays the caller's to close. */
  public Sql(Connection connection) {
    this.connection = connection;
  }

  /** Reads one row into a value. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Reads the present row; doesn't move on. */
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Does something with one row.
   *
   * @param <E> what it may fail with
   */
  @FunctionalInterface
  public interface RowAction<E extends Exception> {
    /** Takes the present row; doesn't move on. */
    void accept(ResultSet row) throws SQLException, E;
  }

  /** All rows. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    each(sql, 0, row -> rows.add(reader.read(row)), parameters);
    return rows;
  }

  /** The first row, if there is one. */
  public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.ofNullable(reader.read(rows)) : Optional.empty();
    }
  }

  /**
   * Every row in turn, holding no more than {@code fetchSize} of them in memory if auto-commit is
   * off.
   *
   * @param fetchSize rows to fetch at once, 0 for all
   */
  public <E extends Exception> void each(
      String sql, int fetchSize, RowAction<E> action, @Nullable Object... parameters)
      throws SQLException, E {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          action.accept(rows);
        }
      }
    }
  }

  /** Changes rows; returns how many. */
  public int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Runs something without parameters and results, for example DDL. */
  public void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, forDriver(parameters[i]));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private @Nullable Object forDriver(@Nullable Object value) throws SQLException {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    } else if (value instanceof String[] texts) {
      return connection.createArrayOf("text", texts);
    } else if (value instanceof UUID[] ids) {
      return connection.createArrayOf("uuid", ids);
    }
    return value;
  }

  /** A column of type {@code timestamptz}. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, java.time.OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** A column of type {@code timestamptz NOT NULL}. */
  public static Instant requiredInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
  }

  /** A column of type {@code uuid}. */
  public static @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** A column of type {@code uuid NOT NULL}. */
  public static UUID requiredUuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** A column of type {@code text[] NOT NULL}. */
  public static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** One part of each row as texts, for a parameter that is an array. */
  public static <T> @Nullable String[] column(
      List<? extends T> rows, Function<T, @Nullable Object> part) {
    @Nullable String[] texts = new String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      Object value = part.apply(rows.get(i));
      texts[i] = value == null ? null : value.toString();
    }
    return texts;
  }

  /** A text as a pattern for {@code LIKE} that matches wherever it is contained, literally. */
  public static String containing(String text) {
    return '%' + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%';
  }
}
