package dev.holdfast.server.platform.api;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database failed or refused. Nothing that a caller of a use case can understand. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Wraps what the driver threw. */
  public DatabaseException(SQLException cause) {
    super(cause);
  }

  /** The SQLSTATE, for example {@code 23505} for a duplicate key; null if there is none. */
  public @Nullable String sqlState() {
    return getCause() instanceof SQLException cause ? cause.getSQLState() : null;
  }
}
