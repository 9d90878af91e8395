package dev.holdfast.device.api;

/**
 * The device shows and does nothing for now. Nothing is lost: the queue is kept, can be listed, and
 * goes up with the next sync.
 */
public final class LockedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception; the message says why, since when, and what to do. */
  public LockedException(Reason reason, String message) {
    super(message, null);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why the device is locked. */
  public enum Reason {
    /** It had no contact with its server for longer than its policy allows. Sync to unlock it. */
    OFFLINE,
    /** An administrator has ended it. What it has is sent, if that is allowed; nothing is added. */
    ENDED
  }
}
