package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/**
 * Base of everything that the library throws on purpose. Whatever it says, no action in the queue
 * is lost; unless an administrator had the store wiped, and then it says that.
 */
public abstract class HoldfastException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String said;

  /** Creates the exception; the message says what is wrong and what to do. */
  protected HoldfastException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.said = message;
  }

  /** What is wrong and what to do, for the user. */
  @Override
  public String getMessage() {
    return said;
  }
}
