package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A device that has no contact with its server, and a clock that is wrong")
class LockClockTest extends LockedDevice {
  LockClockTest(@TempDir Path directory) {
    super(directory);
  }

  @Test
  @DisplayName("stays locked when its clock is put back, also by another process")
  void putBack() {
    device.pass(MINUTE.multipliedBy(61));
    assertLocked();
    device.turn(Duration.ofDays(-10));

    assertLocked();
    device.reopen();
    assertLocked();
    holdfast().sync();
    assertThat(holdfast().cases()).hasSize(1);
  }

  @Test
  @DisplayName("locks by the time that it was open, whatever its clock says")
  void runs() {
    device.turn(Duration.ofDays(-10));

    device.run(MINUTE.multipliedBy(61));

    assertLocked();
  }

  @Test
  @DisplayName("adds up the time that it was open over restarts, but for a minute each")
  void runsInPieces() {
    for (int i = 0; i < 8; i++) {
      device.turn(MINUTE.multipliedBy(8).negated());
      device.run(MINUTE.multipliedBy(7));
      assertThat(holdfast().cases()).hasSize(1);
      device.reopen();
    }
    device.turn(MINUTE.multipliedBy(8).negated());
    device.run(MINUTE.multipliedBy(7));

    assertLocked();
  }

  @Test
  @DisplayName("goes on from what it has seen when the clock is put back between its runs")
  void seen() {
    device.pass(MINUTE.multipliedBy(50));
    holdfast().cases();
    device.turn(Duration.ofHours(-5));
    device.reopen();
    holdfast().cases();

    device.run(MINUTE.multipliedBy(11));

    assertLocked();
  }

  @Test
  @DisplayName("that was locked by a clock that goes wrong is unlocked by a sync, wrong as it is")
  void wrongClock() {
    device.turn(Duration.ofDays(400));
    assertLocked();

    holdfast().sync();

    assertThat(holdfast().cases()).hasSize(1);
    device.pass(MINUTE.multipliedBy(59));
    assertThat(holdfast().cases()).hasSize(1);
    device.pass(MINUTE.multipliedBy(2));
    assertLocked();
  }
}
