package dev.holdfast.device.api;

/** Nobody is signed in, or the server no longer accepts the device's session. */
public final class NotSignedInException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Creates the exception.
   *
   * @param code the server's code, for example {@code device-revoked}, or {@code not-signed-in}
   * @param message what is wrong and what to do
   */
  public NotSignedInException(String code, String message) {
    super(message, null);
    this.code = code;
  }

  /** The server's stable code, or {@code not-signed-in}. */
  public String code() {
    return code;
  }
}
