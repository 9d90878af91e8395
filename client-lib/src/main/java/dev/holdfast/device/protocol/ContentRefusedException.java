package dev.holdfast.device.protocol;

import dev.holdfast.device.api.HoldfastException;

/** The server does not want a content as it is; to send it again is of no use. */
public final class ContentRefusedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final String code;

  ContentRefusedException(String code, String message) {
    super(message, null);
    this.code = code;
  }

  /** The server's code. */
  public String code() {
    return code;
  }

  /** Whether what was sent was not the content: sent anew it may be. */
  public boolean isAnotherContent() {
    return code.equals("content-differs");
  }
}
