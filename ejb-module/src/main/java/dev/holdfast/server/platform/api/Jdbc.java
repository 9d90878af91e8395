package dev.holdfast.server.platform.api;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL on the server's data source, in the caller's transaction if there is one, else each statement
 * by itself. Thread-safe. A failure is a {@link DatabaseException}, which rolls back.
 */
public interface Jdbc {

  /** Some work on one connection. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it; the connection is closed afterwards. */
    T on(Sql sql) throws SQLException;
  }

  /** Does several things on one connection. */
  <T> T with(Work<T> work);

  /** All rows. */
  default <T> List<T> list(String sql, Sql.RowReader<T> reader, @Nullable Object... parameters) {
    return with(on -> on.list(sql, reader, parameters));
  }

  /** The first row, if there is one. */
  default <T> Optional<T> one(String sql, Sql.RowReader<T> reader, @Nullable Object... parameters) {
    return with(on -> on.one(sql, reader, parameters));
  }

  /** Changes rows; returns how many. */
  default int update(String sql, @Nullable Object... parameters) {
    return with(on -> on.update(sql, parameters));
  }
}
