package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/**
 * The server was there, and the sync failed all the same; to try again is of no use before somebody
 * has done something. The device stays at its last checkpoint, unless the reason is {@link
 * Reason#PARTIAL}.
 */
public class SyncFailedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public SyncFailedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What the server sent can't be used. */
  public SyncFailedException(String message, @Nullable Throwable cause) {
    this(Reason.UNUSABLE, message, cause);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why a sync failed. */
  public enum Reason {
    /**
     * What the server sent can't be used: it breaks the protocol, its digests don't match twice, or
     * its logic can't be read. Or it is no Holdfast server.
     */
    UNUSABLE,
    /** The server speaks a protocol that this library does not: update the application. */
    OUTDATED,
    /** The server does not take what the device sends. */
    REFUSED,
    /**
     * All is done but for actions, named in the message, that may have taken effect and are too
     * large to be sent again. Each waits with what follows it on its case; the device holds the new
     * checkpoint.
     */
    PARTIAL
  }
}
