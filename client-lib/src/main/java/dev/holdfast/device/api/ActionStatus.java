package dev.holdfast.device.api;

import java.util.Locale;

/** Where an action in the device's queue stands. */
public enum ActionStatus {
  /** Waits for the next sync. */
  PENDING,
  /** Was sent; the answer is not known. The next sync sends it again, it takes effect once. */
  SENDING,
  /**
   * The server had taken it, and may have lost it since: a backup was restored, or a standby took
   * over. It is sent again. Until the answer the case is shown as the server has it.
   */
  OFFERED,
  /** The server has put it into the issue workbasket; a person decides. */
  PARKED,
  /** A person has decided against it; see its messages. Retry or cancel it. */
  REFUSED,
  /** The user took it back before it was sent, or replaced it by a retry. */
  CANCELLED,
  /** The server has confirmed it; its effect is shown until the case's row comes. */
  CONFIRMED;

  /** The code on the command line and in JSON, for example {@code pending}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
