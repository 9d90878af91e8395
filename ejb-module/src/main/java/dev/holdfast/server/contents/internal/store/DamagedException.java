package dev.holdfast.server.contents.internal.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store answers, and what it has is not what was stored: missing, cut or changed. */
public class DamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public DamagedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
