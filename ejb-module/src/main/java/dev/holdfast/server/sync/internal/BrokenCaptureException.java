package dev.holdfast.server.sync.internal;

import java.io.IOException;

/**
 * A row that capture knows is not there: the table was truncated after the snapshot was taken,
 * which PostgreSQL shows to old snapshots too, or capture is damaged. Either way the stream has to
 * be cut.
 */
final class BrokenCaptureException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String unit;

  BrokenCaptureException(String unit) {
    super("a captured row of " + unit + " is not there");
    this.unit = unit;
  }

  /** The unit as capture names it. */
  String unit() {
    return unit;
  }
}
