package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/** The passphrase does not open the store, or the file is not a store. */
public final class WrongPassphraseException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public WrongPassphraseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
