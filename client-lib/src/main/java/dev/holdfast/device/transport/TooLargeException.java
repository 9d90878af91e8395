package dev.holdfast.device.transport;

import dev.holdfast.device.api.HoldfastException;

/** The server, or something before it, takes no request of that size. Nothing took effect. */
public final class TooLargeException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public TooLargeException(String message) {
    super(message, null);
  }
}
