package dev.holdfast.server.platform.api;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database failed or refused. Nothing that a caller of a use case can understand. */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Wraps what the driver threw. */
  public DatabaseException(SQLException cause) {
    super(cause);
  }

  /** The same, as a {@link BlockedException} if another transaction was in the way. */
  public static DatabaseException of(SQLException cause) {
    return SqlState.inTheWay(cause) ? new BlockedException(cause) : new DatabaseException(cause);
  }

  /** The SQLSTATE, for example {@code 23505} for a duplicate key; null if there is none. */
  public final @Nullable String sqlState() {
    return getCause() instanceof SQLException cause ? cause.getSQLState() : null;
  }
}
