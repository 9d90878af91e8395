package dev.holdfast.server.workbasket.internal;

/** What takes mail. */
@FunctionalInterface
public interface Post {

  /** Why a mail was not taken. */
  enum Refusal {
    /** There is nothing at this address, now or later. */
    ADDRESS,
    /** Not this mail, or not now. */
    MAIL,
    /** Nothing is taken: no mail session, or no server behind it. */
    ALL
  }

  /** A mail could not be handed over. */
  final class UndeliveredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** Says why. */
    UndeliveredException(Refusal refusal, Throwable cause) {
      super(cause.getMessage(), cause);
      this.refusal = refusal;
    }

    /** What was refused. */
    Refusal refusal() {
      return refusal;
    }
  }

  /**
   * Sends a mail of plain text.
   *
   * @throws UndeliveredException if it was not taken
   */
  void send(String to, String subject, String text) throws UndeliveredException;
}
