package dev.holdfast.device.sync;

import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a device that keeps in sync sends and receives by itself.
 *
 * @param policy what it obeys
 * @param pause the application's time between syncs; a policy's interval counts if it is longer
 */
record Timetable(SyncPolicy policy, Duration pause) {
  /** When there is nothing to wait for. */
  static final Duration FOREVER = Duration.ofDays(365);

  /**
   * Where the device stands.
   *
   * @param received when it last was up to date, or was told to wait; null if never
   * @param sent when it last sent, null if never
   * @param waiting actions that wait to be sent
   * @param putOff whether the last receive has left something for a better connection
   */
  record Standing(
      @Nullable Instant received, @Nullable Instant sent, int waiting, boolean putOff) {}

  /**
   * What has happened.
   *
   * @param launched whether it has received since it began to keep in sync
   * @param rung whether the doorbell rang since it last received
   * @param summoned whether an administrator wants it to come now
   */
  record Events(boolean launched, boolean rung, boolean summoned) {}

  /**
   * What to do.
   *
   * @param send whether to send now
   * @param receive whether to receive now
   * @param delay how long to wait otherwise
   */
  record Due(boolean send, boolean receive, Duration delay) {
    boolean isNow() {
      return send || receive;
    }
  }

  /**
   * What to do at a moment. What a receive has left because of the connection is due when that is a
   * better one; what the connection is not good for is due as soon as it is another, and nothing
   * else is due because of it.
   */
  Due at(Instant now, Standing standing, Events events, Permit permit) {
    Optional<Duration> receive =
        permit.receive() ? untilReceive(now, standing, events, permit) : Optional.empty();
    // What nobody has performed yet is looked for along with the connection.
    boolean looks = permit.send() && (standing.waiting() > 0 || permit.receive());
    Optional<Duration> send = looks ? untilSend(now, standing) : Optional.empty();
    boolean receives = receive.filter(Duration::isZero).isPresent();
    boolean sends = standing.waiting() > 0 && send.filter(Duration::isZero).isPresent();
    if (receives && standing.waiting() > 0) {
      // One contact for both, where the pause allows it.
      sends |= permit.send() && sendsAlong(now, standing.sent());
    }
    return new Due(sends, receives, shorter(receive.orElse(FOREVER), send.orElse(FOREVER)));
  }

  /**
   * Whether what waits may be sent with something else that is done.
   *
   * @param sent when the device last sent, null if never
   */
  boolean sendsAlong(Instant now, @Nullable Instant sent) {
    return policy.send() == SendMode.CONNECTED && left(now, sent, policy.sendPause()).isZero();
  }

  /** Whether rings count, so that it is worth to listen. */
  boolean listens() {
    return policy.receive() == ReceiveMode.CONNECTED;
  }

  private Optional<Duration> untilReceive(
      Instant now, Standing standing, Events events, Permit permit) {
    if (standing.putOff() && permit.isComplete() && policy.receive() != ReceiveMode.MANUAL) {
      return Optional.of(Duration.ZERO);
    }
    Duration interval = policy.receiveInterval();
    Duration apart = interval == null ? pause : longer(interval, pause);
    Duration least = policy.receivePause();
    return switch (policy.receive()) {
      case MANUAL -> Optional.empty();
      case LAUNCH ->
          events.launched() ? Optional.empty() : Optional.of(left(now, standing.received(), least));
      case INTERVAL -> Optional.of(left(now, standing.received(), longer(apart, least)));
      case CONNECTED -> {
        if (events.summoned()) {
          yield Optional.of(Duration.ZERO);
        }
        boolean wanted = events.rung() || !events.launched();
        yield Optional.of(left(now, standing.received(), wanted ? least : longer(apart, least)));
      }
    };
  }

  /** What stays in the queue after it was sent is tried again at the application's pace. */
  private Optional<Duration> untilSend(Instant now, Standing standing) {
    if (policy.send() == SendMode.MANUAL) {
      return Optional.empty();
    }
    return Optional.of(
        standing.waiting() == 0
            ? pause
            : left(now, standing.sent(), longer(policy.sendPause(), pause)));
  }

  /** A time in the future was taken by a clock that is wrong, or was: it counts for nothing. */
  private static Duration left(Instant now, @Nullable Instant last, Duration apart) {
    if (last == null || last.isAfter(now)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, last.plus(apart));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
