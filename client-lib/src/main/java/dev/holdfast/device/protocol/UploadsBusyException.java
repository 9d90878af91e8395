package dev.holdfast.device.protocol;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.UnreachableException;

/** The server takes as many uploads as it can, and nothing of this one; everything else it does. */
public final class UploadsBusyException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final UnreachableException said;

  UploadsBusyException(UnreachableException said) {
    super(String.valueOf(said.getMessage()), said);
    this.said = said;
  }

  /**
   * What it is to who does not want to wait any longer; says how long the server asks to be let be.
   */
  public UnreachableException given() {
    return said;
  }
}
