package dev.holdfast.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a policy says")
class PolicyValuesTest {
  @Test
  @DisplayName("is within bounds, or all that is wrong is said")
  void bounds() {
    assertThat(
            new PolicyValues(
                    ReceiveMode.MANUAL,
                    10,
                    0,
                    SendMode.MANUAL,
                    2_592_000,
                    1,
                    3,
                    60,
                    MeteredMode.NOTHING)
                .problems())
        .isEmpty();
    assertThat(new PolicyValues(null, 9, -1, null, 2_592_001, 0, 2, 59, null).problems())
        .containsExactly(
            "receiveIntervalSeconds is 10 to 2592000 seconds.",
            "receivePauseSeconds is 0 to 2592000 seconds.",
            "sendPauseSeconds is 0 to 2592000 seconds.",
            "The batch size is 1 to 100 actions.",
            "A store is erased after 3 to 100 wrong passphrases.",
            "A device locks after 1m to 366d without contact with its server.");
  }

  @Test
  @DisplayName("is never less than was asked for when a time has parts of seconds")
  void rounded() {
    PolicyValues values =
        PolicyValues.NONE
            .withReceivePause(Duration.ofMillis(1001))
            .withSendPause(Duration.ofSeconds(Long.MAX_VALUE / 2));

    assertThat(values.receivePauseSeconds()).isEqualTo(2);
    assertThat(values.problems()).hasSize(1);
    assertThat(PolicyValues.NONE.withSendPause(Duration.ofSeconds(-9)).problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0s,0", "30s,30", "90s,90", "15m,900", "2h,7200", "1d,86400", "36h,129600"})
  @DisplayName("has times as people write them")
  void times(String text, int seconds) {
    assertThat(PolicyTime.seconds(text)).isEqualTo(seconds);
    assertThat(PolicyTime.text(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-5s", "1w", "1.5h", "12345678"})
  @DisplayName("has no other times")
  void noTimes(String text) {
    assertThatThrownBy(() -> PolicyTime.seconds(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15m");
  }

  @Test
  @DisplayName("has a number alone as seconds, and far too much as too much")
  void seconds() {
    assertThat(PolicyTime.seconds(" 45 ")).isEqualTo(45);
    assertThat(PolicyTime.seconds("9999999d")).isEqualTo(Integer.MAX_VALUE);
  }
}
