package dev.holdfast.device.transport;

import java.io.IOException;

/** There was no connection: nothing of the request has left this machine. */
public final class NotSentException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public NotSentException(IOException cause) {
    super(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
  }
}
