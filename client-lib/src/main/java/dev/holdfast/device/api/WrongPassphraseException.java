package dev.holdfast.device.api;

import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The passphrase or key does not open the store. Each wrong passphrase makes the next attempt wait
 * longer. Where the administrator's policy has a store erased after a number of them, this says how
 * many are left and how many actions would be lost.
 */
public final class WrongPassphraseException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Instant nextAttempt;
  private final @Nullable Integer attemptsLeft;
  private final @Nullable Integer unsent;

  /**
   * Creates the exception.
   *
   * @param nextAttempt when the next attempt is allowed, by the device's clock; null at once
   * @param attemptsLeft wrong attempts until the store is erased, null if it never is
   * @param unsent actions that would be lost then, null if that is not known
   */
  public WrongPassphraseException(
      String message,
      @Nullable Instant nextAttempt,
      @Nullable Integer attemptsLeft,
      @Nullable Integer unsent) {
    super(message, null);
    this.nextAttempt = nextAttempt;
    this.attemptsLeft = attemptsLeft;
    this.unsent = unsent;
  }

  /** When the next attempt is allowed, by the device's clock; null at once. */
  public @Nullable Instant nextAttempt() {
    return nextAttempt;
  }

  /** How many more wrong attempts erase the store; empty if none do. */
  public OptionalInt attemptsLeft() {
    return attemptsLeft == null ? OptionalInt.empty() : OptionalInt.of(attemptsLeft);
  }

  /** How many actions the store holds that were not sent; empty if that is not known. */
  public OptionalInt unsent() {
    return unsent == null ? OptionalInt.empty() : OptionalInt.of(unsent);
  }
}
