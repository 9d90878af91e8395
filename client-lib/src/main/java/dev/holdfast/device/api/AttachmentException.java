package dev.holdfast.device.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file can't be attached, or the content of an attachment can't be had. Nothing else changed. */
public final class AttachmentException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public AttachmentException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why it can't be. */
  public enum Reason {
    /** The file is another one whenever it is read: somebody writes to it. Try again later. */
    FILE_CHANGES,
    /** The file can't be read. */
    NOT_READABLE,
    /** The content is not on this device: fetch it. */
    NOT_HERE,
    /** What the device holds of it was changed: fetch it again, or attach the file again. */
    DAMAGED,
    /** The server does not have it (any more), or not for this user. */
    GONE;

    /** The code on the command line and in JSON. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
