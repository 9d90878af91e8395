package dev.holdfast.kernel.policy;

import dev.holdfast.kernel.wire.ActionBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one side says about a device's syncs; null says nothing.
 *
 * @param receive when to receive
 * @param receiveIntervalSeconds time between receives that nothing else causes, {@link
 *     #MIN_INTERVAL_SECONDS} to {@link #MAX_SECONDS}
 * @param receivePauseSeconds least time from one receive to the next, 0 to {@link #MAX_SECONDS}
 * @param send when to send
 * @param sendPauseSeconds least time from one send to the next, 0 to {@link #MAX_SECONDS}
 * @param batch most actions in one request, 1 to {@link ActionBatch#MAX_ACTIONS}
 * @param wipeAfterWrongPassphrases wrong passphrases in a row after which a device erases its
 *     store, {@link #MIN_WRONG_PASSPHRASES} to {@link #MAX_WRONG_PASSPHRASES}
 * @param lockAfterOfflineSeconds time without contact with its server after which a device locks,
 *     {@link #MIN_OFFLINE_SECONDS} to {@link #MAX_OFFLINE_SECONDS}
 * @param metered what to do by a metered connection
 */
public record PolicyValues(
    @Nullable ReceiveMode receive,
    @Nullable Integer receiveIntervalSeconds,
    @Nullable Integer receivePauseSeconds,
    @Nullable SendMode send,
    @Nullable Integer sendPauseSeconds,
    @Nullable Integer batch,
    @Nullable Integer wipeAfterWrongPassphrases,
    @Nullable Integer lockAfterOfflineSeconds,
    @Nullable MeteredMode metered) {
  /** Shortest interval. */
  public static final int MIN_INTERVAL_SECONDS = 10;

  /** Longest interval and pause: 30 days. */
  public static final int MAX_SECONDS = 30 * 24 * 3600;

  /** Fewest wrong passphrases: there are two warnings before the last one. */
  public static final int MIN_WRONG_PASSPHRASES = 3;

  /** Most wrong passphrases. */
  public static final int MAX_WRONG_PASSPHRASES = 100;

  /** Shortest time without contact: one minute. */
  public static final int MIN_OFFLINE_SECONDS = 60;

  /** Longest time without contact: 366 days. */
  public static final int MAX_OFFLINE_SECONDS = 366 * 24 * 3600;

  /** Says nothing. */
  public static final PolicyValues NONE =
      new PolicyValues(null, null, null, null, null, null, null, null, null);

  /** Each field from what is chosen for it. */
  static PolicyValues of(Function<PolicyField, PolicyValues> chosen) {
    return new PolicyValues(
        chosen.apply(PolicyField.RECEIVE).receive,
        chosen.apply(PolicyField.RECEIVE_INTERVAL).receiveIntervalSeconds,
        chosen.apply(PolicyField.RECEIVE_PAUSE).receivePauseSeconds,
        chosen.apply(PolicyField.SEND).send,
        chosen.apply(PolicyField.SEND_PAUSE).sendPauseSeconds,
        chosen.apply(PolicyField.BATCH).batch,
        chosen.apply(PolicyField.WIPE_AFTER_WRONG_PASSPHRASES).wipeAfterWrongPassphrases,
        chosen.apply(PolicyField.LOCK_AFTER_OFFLINE).lockAfterOfflineSeconds,
        chosen.apply(PolicyField.METERED).metered);
  }

  /** Whether nothing is said. */
  public boolean saysNothing() {
    return equals(NONE);
  }

  /** What is out of bounds, a sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (PolicyField field : PolicyField.values()) {
      if (!field.isWithinBounds(this)) {
        problems.add(field.bounds());
      }
    }
    return problems;
  }

  /** The same with another value. */
  public PolicyValues withReceive(@Nullable ReceiveMode value) {
    return with(
        PolicyField.RECEIVE,
        new PolicyValues(value, null, null, null, null, null, null, null, null));
  }

  /** The same with another value. */
  public PolicyValues withReceiveInterval(@Nullable Duration value) {
    return with(
        PolicyField.RECEIVE_INTERVAL,
        new PolicyValues(null, seconds(value), null, null, null, null, null, null, null));
  }

  /** The same with another value. */
  public PolicyValues withReceivePause(@Nullable Duration value) {
    return with(
        PolicyField.RECEIVE_PAUSE,
        new PolicyValues(null, null, seconds(value), null, null, null, null, null, null));
  }

  /** The same with another value. */
  public PolicyValues withSend(@Nullable SendMode value) {
    return with(
        PolicyField.SEND, new PolicyValues(null, null, null, value, null, null, null, null, null));
  }

  /** The same with another value. */
  public PolicyValues withSendPause(@Nullable Duration value) {
    return with(
        PolicyField.SEND_PAUSE,
        new PolicyValues(null, null, null, null, seconds(value), null, null, null, null));
  }

  /** The same with another value. */
  public PolicyValues withBatch(@Nullable Integer value) {
    return with(
        PolicyField.BATCH, new PolicyValues(null, null, null, null, null, value, null, null, null));
  }

  /** The same with another value. */
  public PolicyValues withWipeAfterWrongPassphrases(@Nullable Integer value) {
    return with(
        PolicyField.WIPE_AFTER_WRONG_PASSPHRASES,
        new PolicyValues(null, null, null, null, null, null, value, null, null));
  }

  /** The same with another value. */
  public PolicyValues withLockAfterOffline(@Nullable Duration value) {
    return with(
        PolicyField.LOCK_AFTER_OFFLINE,
        new PolicyValues(
            null, null, null, null, null, null, null, seconds(value, MAX_OFFLINE_SECONDS), null));
  }

  /** The same with another value. */
  public PolicyValues withMetered(@Nullable MeteredMode value) {
    return with(
        PolicyField.METERED,
        new PolicyValues(null, null, null, null, null, null, null, null, value));
  }

  private PolicyValues with(PolicyField changed, PolicyValues value) {
    return of(field -> field == changed ? value : this);
  }

  /** Seconds, rounded up: a part of one is no less than was asked for. */
  private static @Nullable Integer seconds(@Nullable Duration value) {
    return seconds(value, MAX_SECONDS);
  }

  private static @Nullable Integer seconds(@Nullable Duration value, int most) {
    return value == null
        ? null
        : (int) Math.max(-1, Math.min(most + 1, value.plusNanos(999_999_999).toSeconds()));
  }

  /** The fields that say something. */
  public List<PolicyField> said() {
    return Arrays.stream(PolicyField.values()).filter(field -> field.of(this) != null).toList();
  }
}
