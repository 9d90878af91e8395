package dev.holdfast.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rate limiter")
class RateLimiterTest {
  private final AtomicLong nanoTime = new AtomicLong(-5);
  private final RateLimiter limiter = new RateLimiter(nanoTime::get);

  @Test
  @DisplayName("lets a burst pass and then says how long to wait")
  void waitsAfterBurst() {
    for (int i = 0; i < RateLimiter.BURST; i++) {
      assertThat(limiter.take("a")).isZero();
    }

    Duration wait = limiter.take("a");

    assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    nanoTime.addAndGet(wait.toNanos() + 1);
    assertThat(limiter.take("a")).isZero();
    assertThat(limiter.take("a")).isPositive();
  }

  @Test
  @DisplayName("doesn't let one client pay for another")
  void countsByClient() {
    for (int i = 0; i <= RateLimiter.BURST; i++) {
      limiter.take("a");
    }

    assertThat(limiter.take("b")).isZero();
  }

  @Test
  @DisplayName("remembers a bounded number of clients")
  void isBounded() {
    for (int i = 0; i < 50_000; i++) {
      limiter.take("client " + i);
    }

    assertThat(limiter.clients()).isLessThanOrEqualTo(20_000);
  }
}
