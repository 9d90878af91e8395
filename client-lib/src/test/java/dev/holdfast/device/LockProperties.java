package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.LockedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever somebody does with a device's clock: it is never in use for longer without contact than
 * its policy allows, only contact unlocks it, and nobody is locked out whose clock goes right.
 */
class LockProperties {
  private static final Duration LIMIT = Duration.ofHours(1);
  private static final Duration STEP = Duration.ofMinutes(7);

  /** What may not be on the disk yet when the device is closed: a minute at a time. */
  private static final Duration UNWRITTEN = Duration.ofMinutes(1);

  @Property(tries = 60)
  void timeWithoutContactNeverGetsLess(
      @ForAll @Size(max = 40) List<@IntRange(max = 9) Integer> steps) throws IOException {
    Path directory = Files.createTempDirectory("holdfast-lock");
    try (TimedDevice device = new TimedDevice(directory.resolve("store"))) {
      device.peer().policy(TimedDevice.lockAfter(LIMIT));
      device.holdfast().sync();
      Duration used = Duration.ZERO;
      Duration passed = Duration.ZERO;
      boolean tampered = false;
      boolean locked = false;
      int closed = 0;
      for (int step : steps) {
        switch (step) {
          case 0, 1, 2, 3 -> {
            device.run(STEP);
            used = used.plus(STEP);
            passed = passed.plus(STEP);
          }
          case 4 -> {
            device.pass(STEP);
            passed = passed.plus(STEP);
          }
          case 5, 6 -> {
            device.turn(step == 5 ? Duration.ofDays(-3) : Duration.ofMinutes(-20));
            tampered = true;
          }
          case 7, 8 -> {
            device.reopen();
            closed++;
          }
          default -> {
            device.holdfast().sync();
            used = Duration.ZERO;
            passed = Duration.ZERO;
            closed = 0;
            tampered = false;
            locked = false;
          }
        }
        boolean isLocked = isLocked(device);

        assertThat(isLocked).as("only contact unlocks").isEqualTo(locked || isLocked);
        if (used.compareTo(LIMIT.plus(UNWRITTEN.multipliedBy(closed))) > 0) {
          assertThat(isLocked).as("in use for too long").isTrue();
        }
        if (!tampered) {
          assertThat(isLocked)
              .as("by a clock that is right")
              .isEqualTo(passed.compareTo(LIMIT) > 0);
        }
        locked = isLocked;
      }
    } finally {
      delete(directory);
    }
  }

  private static boolean isLocked(TimedDevice device) {
    try {
      device.holdfast().cases();
      return false;
    } catch (LockedException e) {
      return true;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
