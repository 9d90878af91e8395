package dev.holdfast.server.platform.api;

import jakarta.ejb.ApplicationException;

/**
 * Something else is in the way of a use case, and to wait for it would take too long: the same will
 * work later. Rolls back; the container makes no noise of it, for it may come often at once. Means
 * the same as a lock that was not to be had ({@link SqlState#inTheWay(Throwable)}), and says why.
 */
@ApplicationException(rollback = true)
public final class InTheWayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Something is.
   *
   * @param message what it is, and what to do; shown to people
   */
  public InTheWayException(String message) {
    super(message);
  }
}
