package dev.holdfast.device.api;

import java.time.Instant;

/** Passphrases were wrong too often: this one was not tried and does not count. */
public final class TooManyAttemptsException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final Instant nextAttempt;

  /**
   * Creates the exception.
   *
   * @param nextAttempt when the next attempt is allowed, by the device's clock
   */
  public TooManyAttemptsException(Instant nextAttempt) {
    super(
        "The passphrase was wrong too often. The next attempt is possible at %s; this one was not made."
            .formatted(nextAttempt),
        null);
    this.nextAttempt = nextAttempt;
  }

  /** When the next attempt is allowed, by the device's clock. */
  public Instant nextAttempt() {
    return nextAttempt;
  }
}
