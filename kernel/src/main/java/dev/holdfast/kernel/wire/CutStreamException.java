package dev.holdfast.kernel.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A sync stream ended before its last line. What was received is good; go on from there. */
public final class CutStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the cause is null if the stream just ended. */
  public CutStreamException(@Nullable Throwable cause) {
    super("the sync stream ended before its last line", cause);
  }
}
