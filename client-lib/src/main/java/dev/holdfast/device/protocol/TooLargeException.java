package dev.holdfast.device.protocol;

import dev.holdfast.device.api.SyncFailedException;

/** The server, or something before it, takes no request of that size. Nothing took effect. */
public final class TooLargeException extends SyncFailedException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public TooLargeException(String message) {
    super(Reason.REFUSED, message, null);
  }
}
