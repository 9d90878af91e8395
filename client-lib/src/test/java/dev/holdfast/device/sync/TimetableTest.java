package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.sync.Timetable.Due;
import dev.holdfast.device.sync.Timetable.Events;
import dev.holdfast.device.sync.Timetable.Standing;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A device's timetable")
class TimetableTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Events BEGUN = new Events(false, true, false);
  private static final Events QUIET = new Events(true, false, false);
  private static final Events RUNG = new Events(true, true, false);
  private static final Events SUMMONED = new Events(true, true, true);

  private static Due due(PolicyValues asked, Standing standing, Events events) {
    return new Timetable(SyncPolicy.STANDARD.restrictedBy(asked), PAUSE)
        .at(NOW, standing, events, Permit.of(ConnectionKind.UNKNOWN, MeteredMode.NOTHING));
  }

  private static @Nullable Instant ago(@Nullable Duration duration) {
    return duration == null ? null : NOW.minus(duration);
  }

  private static Standing received(@Nullable Duration ago) {
    return new Standing(ago(ago), null, 0, false);
  }

  private static Standing waiting(@Nullable Duration received, @Nullable Duration sent) {
    return new Standing(ago(received), ago(sent), 3, false);
  }

  private static PolicyValues receive(ReceiveMode mode) {
    return PolicyValues.NONE.withReceive(mode);
  }

  @Nested
  @DisplayName("receives")
  class Receives {
    @Test
    @DisplayName("by the standard at its beginning, when it is rung, and after the pause")
    void connected() {
      PolicyValues standard = PolicyValues.NONE;

      assertThat(due(standard, received(Duration.ZERO), BEGUN).receive()).isTrue();
      assertThat(due(standard, received(Duration.ZERO), RUNG).receive()).isTrue();
      assertThat(due(standard, received(PAUSE), QUIET).receive()).isTrue();
      assertThat(due(standard, received(Duration.ofSeconds(20)), QUIET))
          .isEqualTo(new Due(false, false, Duration.ofSeconds(40)));
    }

    @Test
    @DisplayName("at the policy's interval if that is longer than the application's pause")
    void longerInterval() {
      PolicyValues hourly = PolicyValues.NONE.withReceiveInterval(HOUR);
      PolicyValues often = PolicyValues.NONE.withReceiveInterval(Duration.ofSeconds(10));

      assertThat(due(hourly, received(HOUR.minusSeconds(1)), QUIET).receive()).isFalse();
      assertThat(due(hourly, received(HOUR), QUIET).receive()).isTrue();
      assertThat(due(often, received(PAUSE.minusSeconds(1)), QUIET).receive()).isFalse();
    }

    @Test
    @DisplayName("once at the end of the least time if it is rung before")
    void deferred() {
      PolicyValues seldom = PolicyValues.NONE.withReceivePause(HOUR);
      Standing lately = received(Duration.ofMinutes(50));

      assertThat(due(seldom, lately, RUNG).receive()).isFalse();
      assertThat(due(seldom, lately, BEGUN).receive()).isFalse();
      assertThat(due(seldom.withSend(SendMode.MANUAL), lately, RUNG).delay())
          .isEqualTo(Duration.ofMinutes(10));
      assertThat(due(seldom, received(HOUR), RUNG).receive()).isTrue();
    }

    @Test
    @DisplayName("at once when an administrator wants it, whatever the least time")
    void summoned() {
      PolicyValues seldom = PolicyValues.NONE.withReceivePause(HOUR);

      assertThat(due(seldom, received(Duration.ZERO), SUMMONED).receive()).isTrue();
    }

    @Test
    @DisplayName("at the interval only, rung or not")
    void interval() {
      PolicyValues hourly = receive(ReceiveMode.INTERVAL).withReceiveInterval(HOUR);

      assertThat(due(hourly, received(Duration.ofMinutes(59)), BEGUN).receive()).isFalse();
      assertThat(due(hourly, received(Duration.ofMinutes(59)), SUMMONED).receive()).isFalse();
      assertThat(due(hourly, received(HOUR), QUIET).receive()).isTrue();
      assertThat(due(hourly, received(null), QUIET).receive()).isTrue();
    }

    @Test
    @DisplayName("at launch, and then not again")
    void launch() {
      PolicyValues launch = receive(ReceiveMode.LAUNCH).withSend(SendMode.MANUAL);

      assertThat(due(launch, received(Duration.ofDays(9)), BEGUN).receive()).isTrue();
      assertThat(due(launch, received(Duration.ofDays(9)), SUMMONED))
          .isEqualTo(new Due(false, false, Timetable.FOREVER));
      assertThat(due(launch.withReceivePause(HOUR), received(Duration.ZERO), BEGUN))
          .isEqualTo(new Due(false, false, HOUR));
    }

    @Test
    @DisplayName("never where a person does")
    void manual() {
      PolicyValues manual = receive(ReceiveMode.MANUAL);

      assertThat(due(manual, received(null), BEGUN).receive()).isFalse();
      assertThat(due(manual, received(Duration.ofDays(9)), SUMMONED).receive()).isFalse();
    }
  }

  @Nested
  @DisplayName("sends")
  class Sends {
    private final PolicyValues onlySends = receive(ReceiveMode.MANUAL);

    @Test
    @DisplayName("what waits, though it does not receive")
    void alone() {
      assertThat(due(onlySends, waiting(null, null), QUIET))
          .isEqualTo(new Due(true, false, Duration.ZERO));
      assertThat(due(onlySends, received(null), QUIET)).isEqualTo(new Due(false, false, PAUSE));
    }

    @Test
    @DisplayName("what is left in the queue at the application's pace")
    void left() {
      assertThat(due(onlySends, waiting(null, Duration.ofSeconds(59)), QUIET))
          .isEqualTo(new Due(false, false, Duration.ofSeconds(1)));
      assertThat(due(onlySends, waiting(null, PAUSE), QUIET).send()).isTrue();
    }

    @Test
    @DisplayName("along with a receive, but not before its least time")
    void along() {
      Standing standing = waiting(PAUSE, Duration.ofSeconds(30));

      assertThat(due(PolicyValues.NONE, standing, RUNG))
          .isEqualTo(new Due(true, true, Duration.ZERO));
      assertThat(due(PolicyValues.NONE.withSendPause(PAUSE), standing, RUNG))
          .isEqualTo(new Due(false, true, Duration.ZERO));
    }

    @Test
    @DisplayName("never where a person does")
    void manual() {
      PolicyValues manual = PolicyValues.NONE.withSend(SendMode.MANUAL);

      assertThat(due(manual, waiting(PAUSE, null), RUNG))
          .isEqualTo(new Due(false, true, Duration.ZERO));
    }
  }

  @Test
  @DisplayName("takes a time in the future for none: a clock was wrong")
  void future() {
    PolicyValues seldom = PolicyValues.NONE.withReceivePause(Duration.ofDays(1));

    assertThat(due(seldom, received(Duration.ofDays(-400)), QUIET).receive()).isTrue();
  }
}
