package dev.holdfast.server.contents.internal;

import java.io.IOException;

/** Bytes are not where they were: they were moved, or their content was removed. */
class BytesGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  BytesGoneException(String message) {
    super(message);
  }
}
