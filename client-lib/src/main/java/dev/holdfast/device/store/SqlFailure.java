package dev.holdfast.device.store;

import java.io.Serial;
import java.sql.SQLException;

/**
 * An error of SQLite on its way through what knows nothing of SQL, such as the engine that asks for
 * rows. {@link Database} throws what the library says of it. Never leaves a transaction.
 */
public final class SqlFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final SQLException error;

  /** Carries an error. */
  public SqlFailure(SQLException error) {
    super(error);
    this.error = error;
  }

  SQLException error() {
    return error;
  }
}
