package dev.holdfast.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.sync.Ringing.Ring;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was delivered at the doorbell")
class BellTest {
  private final Bell bell = new Bell();
  private final Delivered one = delivered(0);

  private static Delivered delivered(long nanos) {
    return Delivered.of("checkpoint\nAAAA", nanos).orElseThrow();
  }

  private Ring ring() throws InterruptedException {
    return bell.await(Duration.ZERO);
  }

  @Test
  @DisplayName("rings, and is taken once")
  void once() throws InterruptedException {
    bell.deliver(one);

    assertThat(ring()).isEqualTo(Ring.NEWS);
    assertThat(bell.delivered()).containsSame(one);
    assertThat(bell.delivered()).isEmpty();
  }

  @Test
  @DisplayName("counts no more when it rings again, but by a sync of somebody else")
  void ringsAgain() {
    bell.deliver(one);
    bell.ring(Ring.SYNCED);
    assertThat(bell.delivered()).containsSame(one);
    bell.deliver(delivered(1));
    bell.ring(Ring.NEWS);

    assertThat(bell.delivered()).isEmpty();
  }

  @Test
  @DisplayName("does not take away from a ring that waits to be taken")
  void afterARing() throws InterruptedException {
    bell.ring(Ring.SUMMONS);
    bell.deliver(one);

    assertThat(ring()).isEqualTo(Ring.SUMMONS);
    assertThat(bell.delivered()).isEmpty();
  }

  @Test
  @DisplayName("counts no more when another is delivered before it was taken")
  void two() throws InterruptedException {
    bell.deliver(one);
    ring();
    bell.deliver(delivered(1));

    assertThat(bell.delivered()).isEmpty();
  }

  @Test
  @DisplayName("goes with its connection; that it rang stays")
  void forgotten() throws InterruptedException {
    bell.deliver(one);
    bell.forget();

    assertThat(bell.delivered()).isEmpty();
    assertThat(ring()).isEqualTo(Ring.NEWS);
  }

  @Test
  @DisplayName("is good for a moment")
  void aMoment() {
    assertThat(one.isPresent(Duration.ofSeconds(2).toNanos())).isTrue();
    assertThat(one.isPresent(Duration.ofSeconds(3).toNanos())).isFalse();
  }
}
