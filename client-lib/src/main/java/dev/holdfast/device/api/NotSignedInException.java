package dev.holdfast.device.api;

/** Nobody is signed in, or the server no longer accepts the device's session. */
public class NotSignedInException extends HoldfastException {
  /** The code when the device has no session. */
  public static final String NEVER = "not-signed-in";

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Creates the exception.
   *
   * @param code the server's code, for example {@code device-revoked}, or {@link #NEVER}
   * @param message what is wrong and what to do
   */
  public NotSignedInException(String code, String message) {
    super(message, null);
    this.code = code;
  }

  /** The server's stable code, or {@link #NEVER}. */
  public String code() {
    return code;
  }

  /** What the code means. */
  public Reason reason() {
    return switch (code) {
      case NEVER -> Reason.SIGNED_OUT;
      case "bad-credentials" -> Reason.WRONG_PASSWORD;
      case "token-expired", "refresh-reused" -> Reason.SESSION_ENDED;
      case "device-revoked" -> Reason.REVOKED;
      case "device-wiped" -> Reason.WIPED;
      case "user-disabled" -> Reason.DISABLED;
      default -> Reason.OTHER;
    };
  }

  /** What there is to do. The queue is kept, but for {@link #WIPED}. */
  public enum Reason {
    /** The device has no session: sign in. */
    SIGNED_OUT,
    /** User or password is wrong. */
    WRONG_PASSWORD,
    /** The session came to its end, or was ended for safety: sign in again. */
    SESSION_ENDED,
    /** An administrator has revoked the device. */
    REVOKED,
    /** An administrator had the device wiped: its store is erased. */
    WIPED,
    /** An administrator has disabled the user. */
    DISABLED,
    /** The server has a reason that this version does not know: see {@link #code}. */
    OTHER
  }
}
