package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private final Hands clock = new Hands();
  private final SignInThrottle throttle = new SignInThrottle(clock);

  @Test
  void aFewFailuresCostNothingThenEachDoublesTheWait() {
    fail("alice", SignInThrottle.FREE_FAILURES - 1);
    assertThat(throttle.delay("alice")).isZero();

    fail("alice", 1);
    Duration first = throttle.delay("Alice");
    fail("alice", 1);

    assertThat(first).isPositive();
    assertThat(throttle.delay("alice")).isEqualTo(first.multipliedBy(2));
    assertThat(throttle.delay("bob")).isZero();
  }

  @Test
  void theWaitEndsAndIsForgottenAfterSuccessOrLongPeace() {
    fail("alice", SignInThrottle.FREE_FAILURES);
    clock.forward(throttle.delay("alice"));
    assertThat(throttle.delay("alice")).isZero();

    fail("alice", 1);
    throttle.succeeded("alice");
    assertThat(throttle.delay("alice")).isZero();

    fail("alice", SignInThrottle.FREE_FAILURES);
    clock.forward(SignInThrottle.MEMORY);
    fail("alice", 1);
    assertThat(throttle.delay("alice")).isZero();
  }

  @Test
  void manyNamesTogetherAreSlowedDownAndForAMinuteAtMost() {
    for (int i = 0; i < SignInThrottle.GLOBAL_FAILURES; i++) {
      throttle.failed("user" + i);
    }

    assertThat(throttle.delay("somebody else")).isEqualTo(SignInThrottle.GLOBAL_WINDOW);
    clock.forward(SignInThrottle.GLOBAL_WINDOW);
    assertThat(throttle.delay("somebody else")).isZero();
  }

  private void fail(String user, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(user);
    }
  }

  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");

    void forward(Duration step) {
      now = now.plus(step);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
