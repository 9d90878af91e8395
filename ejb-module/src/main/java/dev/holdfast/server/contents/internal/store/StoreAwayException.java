package dev.holdfast.server.contents.internal.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store does not answer, or not as it should: nothing is known of any object. */
public class StoreAwayException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what it said. */
  public StoreAwayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
