package dev.holdfast.server.contents.internal;

import java.io.IOException;

/** Says of a content, for people, why no thumbnail can be made of it; it stays so. */
final class UndrawableException extends IOException {
  private static final long serialVersionUID = 1L;

  UndrawableException(String why) {
    super(why);
  }

  UndrawableException(String why, Throwable cause) {
    super(why, cause);
  }
}
