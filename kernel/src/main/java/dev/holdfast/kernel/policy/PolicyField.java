package dev.holdfast.kernel.policy;

import dev.holdfast.kernel.wire.ActionBatch;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of the values of a policy: which of two is stricter, and how far it goes. */
public enum PolicyField {
  /** {@link PolicyValues#receive}. */
  RECEIVE("receive", PolicyValues::receive, 0, ReceiveMode.MANUAL.ordinal()),
  /** {@link PolicyValues#receiveIntervalSeconds}. */
  RECEIVE_INTERVAL(
      "receiveIntervalSeconds",
      PolicyValues::receiveIntervalSeconds,
      PolicyValues.MIN_INTERVAL_SECONDS,
      PolicyValues.MAX_SECONDS),
  /** {@link PolicyValues#receivePauseSeconds}. */
  RECEIVE_PAUSE(
      "receivePauseSeconds", PolicyValues::receivePauseSeconds, 0, PolicyValues.MAX_SECONDS),
  /** {@link PolicyValues#send}. */
  SEND("send", PolicyValues::send, 0, SendMode.MANUAL.ordinal()),
  /** {@link PolicyValues#sendPauseSeconds}. */
  SEND_PAUSE("sendPauseSeconds", PolicyValues::sendPauseSeconds, 0, PolicyValues.MAX_SECONDS),
  /** {@link PolicyValues#batch}. */
  BATCH("batch", PolicyValues::batch, 1, ActionBatch.MAX_ACTIONS),
  /** {@link PolicyValues#wipeAfterWrongPassphrases}. */
  WIPE_AFTER_WRONG_PASSPHRASES(
      "wipeAfterWrongPassphrases",
      PolicyValues::wipeAfterWrongPassphrases,
      PolicyValues.MIN_WRONG_PASSPHRASES,
      PolicyValues.MAX_WRONG_PASSPHRASES),
  /** {@link PolicyValues#lockAfterOfflineSeconds}. */
  LOCK_AFTER_OFFLINE(
      "lockAfterOfflineSeconds",
      PolicyValues::lockAfterOfflineSeconds,
      PolicyValues.MIN_OFFLINE_SECONDS,
      PolicyValues.MAX_OFFLINE_SECONDS),
  /** {@link PolicyValues#metered}. */
  METERED("metered", PolicyValues::metered, 0, MeteredMode.NOTHING.ordinal());

  private final String code;
  private final Function<PolicyValues, @Nullable Object> value;
  private final int least;
  private final int most;

  PolicyField(String code, Function<PolicyValues, @Nullable Object> value, int least, int most) {
    this.code = code;
    this.value = value;
    this.least = least;
    this.most = most;
  }

  /** Its name in JSON. */
  public String code() {
    return code;
  }

  /** Its value, null if nothing is said. */
  public @Nullable Object of(PolicyValues values) {
    return value.apply(values);
  }

  /** Its value as people read it, null if nothing is said: modes by code, times as {@code 15m}. */
  public @Nullable String text(PolicyValues values) {
    Object said = of(values);
    if (said instanceof Integer number && !isCount()) {
      return PolicyTime.text(number);
    }
    return said instanceof Enum<?> mode
        ? mode.name().toLowerCase(Locale.ROOT)
        : said == null ? null : said.toString();
  }

  /** Whether one says something here that is stricter than what another says, if that does. */
  boolean isStricter(PolicyValues one, PolicyValues other) {
    return of(one) != null && (of(other) == null || strictness(one) > strictness(other));
  }

  /** Whether it is one of some words. */
  public boolean isMode() {
    return this == RECEIVE || this == SEND || this == METERED;
  }

  /** Grows with strictness: later, less often, smaller, fewer, locked earlier. */
  private int strictness(PolicyValues values) {
    int number = number(values);
    return isCount() || this == LOCK_AFTER_OFFLINE ? -number : number;
  }

  /** Whether the application decides what no policy says; if not, it never comes to that. */
  public boolean isLeftToApplication() {
    return this != WIPE_AFTER_WRONG_PASSPHRASES && this != LOCK_AFTER_OFFLINE;
  }

  /** Whether it counts something, and is no time. */
  private boolean isCount() {
    return this == BATCH || this == WIPE_AFTER_WRONG_PASSPHRASES;
  }

  boolean isWithinBounds(PolicyValues values) {
    return of(values) == null || number(values) >= least && number(values) <= most;
  }

  String bounds() {
    return switch (this) {
      case BATCH -> "The batch size is %d to %d actions.".formatted(least, most);
      case WIPE_AFTER_WRONG_PASSPHRASES ->
          "A store is erased after %d to %d wrong passphrases.".formatted(least, most);
      case LOCK_AFTER_OFFLINE ->
          "A device locks after %s to %s without contact with its server."
              .formatted(PolicyTime.text(least), PolicyTime.text(most));
      default -> "%s is %d to %d seconds.".formatted(code, least, most);
    };
  }

  private int number(PolicyValues values) {
    Object said = of(values);
    return said instanceof Enum<?> mode
        ? mode.ordinal()
        : said instanceof Integer number ? number : least;
  }
}
