package dev.holdfast.device.peer;

/** The device's process dies: nothing catches this, and nothing is done after it. */
public final class Death extends Error {
  private static final long serialVersionUID = 1L;
}
