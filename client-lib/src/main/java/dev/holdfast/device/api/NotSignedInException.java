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
}
