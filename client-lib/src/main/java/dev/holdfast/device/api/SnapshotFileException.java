package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/** A snapshot file can't be used. Nothing was received; a sync without it gets everything. */
public final class SnapshotFileException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public SnapshotFileException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why a file can't be used. */
  public enum Reason {
    /** It is something else. */
    NOT_A_SNAPSHOT,
    /** It was written by a newer version of the server. */
    TOO_NEW,
    /** It was cut, or changed where everything depends on it. */
    DAMAGED,
    /** It can't be read: the disk's fault. */
    UNREADABLE,
    /** Another server made it, or somebody changed it. */
    FOREIGN,
    /** The server finds nothing in it that is of use for this device now; the message says why. */
    USELESS
  }
}
