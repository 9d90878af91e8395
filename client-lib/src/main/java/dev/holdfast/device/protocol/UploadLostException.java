package dev.holdfast.device.protocol;

import dev.holdfast.device.api.HoldfastException;

/** The server's upload of a content is not where the device thinks it is. */
public final class UploadLostException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final boolean gone;

  UploadLostException(boolean gone, String message) {
    super(message, null);
    this.gone = gone;
  }

  /** Whether it is not there any more; otherwise the server can be asked how far it is. */
  public boolean isGone() {
    return gone;
  }
}
