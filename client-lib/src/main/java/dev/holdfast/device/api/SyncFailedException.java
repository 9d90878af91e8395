package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/**
 * What the server sent can't be used: it breaks the protocol, its digests don't match twice, or its
 * logic can't be read. The device stays at its last checkpoint.
 */
public final class SyncFailedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SyncFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
