package dev.holdfast.kernel.snapshot;

import java.io.IOException;

/** A file can't be used as a snapshot file. */
public final class SnapshotFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** It is something else. */
    NOT_A_SNAPSHOT,
    /** It has a later form. */
    TOO_NEW,
    /** It was cut, or changed where everything depends on it. */
    DAMAGED
  }

  SnapshotFormatException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
