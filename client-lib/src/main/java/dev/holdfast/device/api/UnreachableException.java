package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/** The server can't be reached or can't answer now. Try later. */
public final class UnreachableException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public UnreachableException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Whose fault it is. */
  public Reason reason() {
    return reason;
  }

  /** Whose fault it is. */
  public enum Reason {
    /** There is no connection, it broke, or nothing answers. */
    NETWORK,
    /** The server, or something before it, says that it can't do it now. */
    SERVER,
    /** The application says that there is no connection; nothing was tried. */
    OFFLINE
  }
}
