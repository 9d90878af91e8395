package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/** The store can't do it. */
public final class StoreException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public StoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why the store can't do it. */
  public enum Reason {
    /** No space is left. Make room; a sync goes on from where it was. */
    FULL,
    /** Another process works on it for longer than is waited for, or has it open. */
    BUSY,
    /** It was made by a newer version of the library. */
    TOO_NEW,
    /** The file is damaged. Repair it: what of the queue can be read is saved. */
    DAMAGED,
    /** An administrator had it erased, by order or by policy. Use a new store. */
    WIPED,
    /** It was closed by this process. Open it again. */
    CLOSED,
    /** Anything else: the cause says it. */
    FAILED
  }
}
