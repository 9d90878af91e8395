package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/** The server or the store doesn't allow it. */
public final class NotAllowedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public NotAllowedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
