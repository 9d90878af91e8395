package dev.holdfast.it.schedule;

import dev.holdfast.it.server.FieldPackage;
import dev.holdfast.it.server.ServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Laws 1 to 5 and 9 over random schedules. {@code -Dholdfast.schedule.seed=N} and {@code
 * -Dholdfast.schedule.runs=M} play others than the fixed ones; a failure names the seed, and the
 * steps that are enough to fail.
 */
@DisplayName("Any schedule")
class SchedulesTest extends ServerTest {
  private static final long SEED = Long.getLong("holdfast.schedule.seed", 1);
  private static final int RUNS = Integer.getInteger("holdfast.schedule.runs", 4);
  private static final Duration SHRINKING =
      Duration.ofSeconds(Integer.getInteger("holdfast.schedule.shrink", 120));

  private final FieldPackage field = new FieldPackage(unique("schedule"));

  @Test
  @DisplayName("leaves the laws as they are")
  void keepsTheLaws() {
    playAll(LongStream.range(SEED, SEED + RUNS).mapToObj(Schedule::of).toList());
  }

  @Test
  @DisplayName("that once broke a law no longer does")
  void staysMended() throws IOException {
    playAll(regressions());
  }

  private void playAll(List<Schedule> schedules) {
    for (Schedule schedule : schedules) {
      long begun = System.nanoTime();
      Optional<Throwable> failure = play(schedule);
      System.out.printf(
          "schedule %s: %s, %d ms%n",
          schedule,
          failure.isPresent() ? "fails" : "kept",
          Duration.ofNanos(System.nanoTime() - begun).toMillis());
      if (failure.isPresent()) {
        Schedule smaller = new Shrinker(this::play, SHRINKING).shrink(schedule);
        throw new AssertionError(
            "-Dholdfast.schedule.seed=%d -Dholdfast.schedule.runs=1 fails; so do these steps of it: %s %s: %s"
                .formatted(schedule.seed(), smaller, smaller.steps(), failure.get()),
            failure.get());
      }
    }
  }

  private Optional<Throwable> play(Schedule schedule) {
    try (Play play = new Play(field, SchedulesTest::order, schedule.seed())) {
      play.play(schedule);
      return Optional.empty();
    } catch (Exception | AssertionError e) {
      return Optional.of(e);
    }
  }

  private static void order(String kind, String value) {
    admin()
        .post(
            "/admin/resyncs",
            Map.of("target", Map.of("kind", kind, "value", value), "reason", "a schedule"))
        .ok();
  }

  private static List<Schedule> regressions() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SchedulesTest.class.getResourceAsStream("regressions.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Schedule::parse)
          .toList();
    }
  }
}
