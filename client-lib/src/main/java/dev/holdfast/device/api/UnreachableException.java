package dev.holdfast.device.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server can't be reached or can't answer now. Try later. */
public final class UnreachableException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  /** Creates the exception. */
  public UnreachableException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, cause, null);
  }

  /**
   * Creates the exception.
   *
   * @param retryAfter how long the server asks to be let be, null if it does not say
   */
  public UnreachableException(
      Reason reason, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Whose fault it is. */
  public Reason reason() {
    return reason;
  }

  /** How long the server asks to be let be, empty if it does not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
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
