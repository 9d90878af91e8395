package dev.holdfast.device.api;

/** There is no such case, action, type or field on this device. */
public final class NotFoundException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public NotFoundException(String message) {
    super(message, null);
  }
}
