package dev.holdfast.kernel.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A sync stream has a line that the protocol does not allow. Sending it again won't help. */
public final class MalformedStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param line number of the line, from 1
   * @param reason what is wrong with it
   * @param cause the failure under it, null if none
   */
  public MalformedStreamException(long line, String reason, @Nullable Throwable cause) {
    super("line " + line + " of the sync stream: " + reason, cause);
  }
}
