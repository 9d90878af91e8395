package dev.holdfast.server.workbasket.internal;

import java.util.Set;

/** What takes mail. */
@FunctionalInterface
public interface Post {

  /** A mail could not be handed over. */
  final class UndeliveredException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    UndeliveredException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Sends a mail of plain text to each, none seeing the others.
   *
   * @throws UndeliveredException if there is no mail session, or its server does not take it
   */
  void send(Set<String> to, String subject, String text) throws UndeliveredException;
}
