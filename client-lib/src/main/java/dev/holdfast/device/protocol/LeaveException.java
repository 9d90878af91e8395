package dev.holdfast.device.protocol;

import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.kernel.wire.Leave;

/** The server says that the device was ended, and what it is to do. */
public final class LeaveException extends NotSignedInException {
  private static final long serialVersionUID = 1L;

  private final transient Leave leave;

  LeaveException(String code, String message, Leave leave) {
    super(code, message);
    this.leave = leave;
  }

  /** What the device is to do. */
  public Leave leave() {
    return leave;
  }
}
