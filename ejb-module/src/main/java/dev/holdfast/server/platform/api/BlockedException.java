package dev.holdfast.server.platform.api;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/**
 * Another transaction was in the way ({@link SqlState#inTheWay(Throwable)}): the same may work
 * later. Rolls back; the container makes no noise of it, since it comes often where many work on
 * the same, and who asked for it says it in a line.
 */
@ApplicationException(rollback = true)
public final class BlockedException extends DatabaseException {
  private static final long serialVersionUID = 1L;

  BlockedException(SQLException cause) {
    super(cause);
  }
}
