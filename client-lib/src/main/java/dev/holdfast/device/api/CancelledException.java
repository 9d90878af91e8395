package dev.holdfast.device.api;

import org.jspecify.annotations.Nullable;

/**
 * Somebody ended it by a {@link Cancellation}, or interrupted the thread, which then stays
 * interrupted. Everything is as a cut would have left it: the same again goes on from there.
 */
public final class CancelledException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public CancelledException(@Nullable Throwable cause) {
    super("Cancelled. What was done until then is kept; the next time goes on from there.", cause);
  }
}
