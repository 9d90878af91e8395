package dev.holdfast.device.api;

import java.util.Locale;

/** What the connection of a device is at a moment. */
public enum ConnectionKind {
  /** There is none. Nothing is tried. */
  NONE,
  /** One that is paid for by what goes over it, or that has little to give. */
  METERED,
  /** Any other. */
  UNMETERED,
  /** Nobody knows; taken for one that is not metered. */
  UNKNOWN;

  /** The code on the command line, in JSON and in the store. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
