package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/** The server can't be reached or can't answer now. Try later. */
public final class UnreachableException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public UnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
