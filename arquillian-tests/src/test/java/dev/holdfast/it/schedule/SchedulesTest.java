package dev.holdfast.it.schedule;

import dev.holdfast.it.server.FieldPackage;
import dev.holdfast.it.server.ServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
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

  /** What came of a schedule: what happened, and what it failed with. */
  private record Played(Tale tale, @Nullable Throwable failure) {
    boolean fails() {
      return failure != null;
    }
  }

  private void playAll(List<Schedule> schedules) {
    for (Schedule schedule : schedules) {
      long begun = System.nanoTime();
      Played played = play(schedule);
      System.out.printf(
          "schedule %s: %s, %d ms%n",
          schedule,
          played.fails() ? "fails" : "kept",
          Duration.ofNanos(System.nanoTime() - begun).toMillis());
      if (played.fails()) {
        Schedule smaller = new Shrinker(one -> play(one).fails(), SHRINKING).shrink(schedule);
        Played again = play(smaller);
        Played shown = again.fails() ? again : played;
        throw new AssertionError(
            "-Dholdfast.schedule.seed=%d -Dholdfast.schedule.runs=1 fails; so do these steps of it: %s%n%s%n%s"
                .formatted(schedule.seed(), smaller, shown.tale(), shown.failure()),
            shown.failure());
      }
    }
  }

  private Played play(Schedule schedule) {
    Tale tale = new Tale();
    Office office = new Office(ServerTest::admin, field, tale);
    try (Play play = new Play(field, office, tale, schedule.seed())) {
      play.play(schedule);
      return new Played(tale, null);
    } catch (Exception | AssertionError e) {
      return new Played(tale, e);
    }
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
