package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/**
 * What the server sent can't be used: it breaks the protocol, its digests don't match twice, or its
 * logic can't be read. Or the server does not take what is sent to it. The device stays at its last
 * checkpoint, unless the message says otherwise.
 */
public class SyncFailedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SyncFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
