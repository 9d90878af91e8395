package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausesTest {
  private static Pauses pauses(double chance) {
    return new Pauses(Duration.ofSeconds(5), Duration.ofMinutes(10), () -> chance);
  }

  @Test
  void doubleUpToTheLongest() {
    assertThat(pauses(0.5).after(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(pauses(0.5).after(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(pauses(0.5).after(7)).isEqualTo(Duration.ofSeconds(320));
    assertThat(pauses(0.5).after(8)).isEqualTo(Duration.ofMinutes(10));
    assertThat(pauses(0.5).after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void areAFifthLessOrMoreByChance() {
    assertThat(pauses(0).after(1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(pauses(1).after(1)).isEqualTo(Duration.ofSeconds(6));
  }
}
