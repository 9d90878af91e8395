package dev.holdfast.device.api;

/** A file with a queue can't be used. Nothing was changed. */
public final class QueueFileException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public QueueFileException(Reason reason, String message) {
    super(message, null);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why a file can't be used. */
  public enum Reason {
    /** It is something else. */
    NOT_A_QUEUE,
    /** It was written by a newer version of the library. */
    TOO_NEW,
    /** Its passphrase is another one, or another keeper has its key. */
    WRONG_SECRET,
    /** It was changed or cut since it was written. */
    DAMAGED
  }
}
