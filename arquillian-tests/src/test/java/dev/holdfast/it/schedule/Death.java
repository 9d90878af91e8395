package dev.holdfast.it.schedule;

/** The device's process dies: nothing catches this, and nothing is done after it. */
class Death extends Error {
  private static final long serialVersionUID = 1L;
}
