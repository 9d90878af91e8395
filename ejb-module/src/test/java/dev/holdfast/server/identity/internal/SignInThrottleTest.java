package dev.holdfast.server.identity.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.testing.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private static final Origin HERE = Origin.of("192.0.2.1");
  private static final Origin THERE = Origin.of("192.0.2.2");

  private final HandClock clock = new HandClock();
  private final SignInThrottle throttle = new SignInThrottle(clock);

  @Test
  void aFewFailuresCostNothingThenEachDoublesTheWait() {
    fail("alice", HERE, SignInThrottle.FREE_FAILURES - 1);
    assertThat(throttle.delay("alice", HERE)).isZero();

    fail("alice", HERE, 1);
    Duration first = throttle.delay("Alice", HERE);
    fail("alice", HERE, 1);

    assertThat(first).isPositive();
    assertThat(throttle.delay("alice", HERE)).isEqualTo(first.multipliedBy(2));
    assertThat(throttle.delay("bob", HERE)).isZero();
  }

  @Test
  void theWaitEndsAndIsForgottenAfterSuccessOrLongPeace() {
    fail("alice", HERE, SignInThrottle.FREE_FAILURES);
    clock.forward(throttle.delay("alice", HERE));
    assertThat(throttle.delay("alice", HERE)).isZero();

    fail("alice", HERE, 1);
    throttle.succeeded("alice", HERE);
    assertThat(throttle.delay("alice", HERE)).isZero();

    fail("alice", HERE, SignInThrottle.FREE_FAILURES);
    clock.forward(SignInThrottle.MEMORY);
    fail("alice", HERE, 1);
    assertThat(throttle.delay("alice", HERE)).isZero();
  }

  @Test
  void nobodyLocksOutAUserWhoSitsSomewhereElse() {
    fail("alice", HERE, 10_000);

    assertThat(throttle.delay("alice", HERE)).isPositive();
    assertThat(throttle.delay("alice", THERE)).isZero();
  }

  @Test
  void whoTriesManyNamesHasToWaitAndEachFailureIsForgivenInItsTime() {
    for (int i = 0; i < SignInThrottle.FREE_OF_ORIGIN; i++) {
      throttle.failed("user" + i, HERE);
    }

    assertThat(throttle.delay("one more", HERE)).isEqualTo(SignInThrottle.FORGIVEN);
    assertThat(throttle.delay("one more", THERE)).isZero();
    clock.forward(SignInThrottle.FORGIVEN);
    assertThat(throttle.delay("one more", HERE)).isZero();
    throttle.failed("one more", HERE);
    assertThat(throttle.delay("another", HERE)).isEqualTo(SignInThrottle.FORGIVEN);
  }

  @Test
  void whoHasSignedInIsNotHeldUpByWhatOthersDoAtTheSameOrigin() {
    throttle.succeeded("alice", HERE);
    for (int i = 0; i < 10 * SignInThrottle.FREE_OF_ORIGIN; i++) {
      throttle.failed("user" + i, HERE);
    }

    assertThat(throttle.delay("Alice", HERE)).isZero();
    assertThat(throttle.delay("bob", HERE)).isPositive();
  }

  @Test
  void whenVeryManyFailFewerFailuresAreFreeButEverybodyHasAFirstTry() {
    for (int i = 0; i < SignInThrottle.MANY_FAILURES; i++) {
      throttle.failed("user" + i, Origin.of("198.51.100." + i));
    }

    assertThat(throttle.delay("alice", HERE)).isZero();
    throttle.failed("alice", HERE);
    assertThat(throttle.delay("alice", HERE)).isPositive();
    clock.forward(SignInThrottle.WINDOW);
    assertThat(throttle.delay("alice", HERE)).isZero();
  }

  @Test
  void whoeverFillsTheMemoryNeitherExceedsItNorShutsOthersOut() {
    for (int i = 0; i < 2 * SignInThrottle.MAX_ENTRIES; i++) {
      throttle.failed("user" + i, Origin.of("10.0." + i / 256 + '.' + i % 256));
    }

    assertThat(throttle.entries()).isEqualTo(2 * SignInThrottle.MAX_ENTRIES);
    assertThat(throttle.delay("alice", HERE)).isZero();
  }

  @Test
  void allAddressesOfANetworkCountAsOne() {
    fail("alice", Origin.of("2001:db8:1:2::1"), SignInThrottle.FREE_FAILURES);

    assertThat(throttle.delay("alice", Origin.of("2001:db8:1:2:ffff::9"))).isPositive();
    assertThat(throttle.delay("alice", Origin.of("2001:db8:1:3::1"))).isZero();
  }

  private void fail(String user, Origin origin, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(user, origin);
    }
  }
}
