package dev.holdfast.device.api;

/** A query was ended before it had given all of its rows. It has changed nothing. */
public final class QueryStoppedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why it was ended. */
  public enum Reason {
    /** It took longer than {@link Select#limit}. */
    TOO_SLOW,
    /** {@link Select#cancelled} said so, or the store was closed. */
    CANCELLED,
    /** Its thread was interrupted; it still is. */
    INTERRUPTED
  }

  /** Creates the exception. */
  public QueryStoppedException(Reason reason, String message) {
    super(message, null);
    this.reason = reason;
  }

  /** Why it was ended. */
  public Reason reason() {
    return reason;
  }
}
