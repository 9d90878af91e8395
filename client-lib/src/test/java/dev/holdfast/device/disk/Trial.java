package dev.holdfast.device.disk;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Tries points one after the other, each in a directory of its own, and collects what is wrong. All
 * points are tried, or so many of them, spread evenly and shifted by a seed.
 */
final class Trial {
  private static final int MOST_PROBLEMS = 5;

  private final Path directory;
  private final int most;
  private final Random random;
  private final List<String> problems = new ArrayList<>();
  private final long began = System.nanoTime();
  private int tried;

  /**
   * A trial.
   *
   * @param most how many points at most
   */
  Trial(Path directory, int most, long seed) {
    this.directory = directory;
    this.most = most;
    this.random = new Random(seed);
  }

  /** What is done at a point. */
  @FunctionalInterface
  interface Attempt {
    /** In an empty directory. */
    void in(Path store) throws IOException;
  }

  /** Whether a point is to be tried: number so much of so many. */
  boolean takes(int number, int all) {
    return all <= most || (long) number * most / all != (long) (number + 1) * most / all;
  }

  Random random() {
    return random;
  }

  /** Another seed for each point. */
  long seed() {
    return 1000L + tried;
  }

  /** Tries a point. */
  void attempt(String what, Attempt attempt) throws IOException {
    if (problems.size() >= MOST_PROBLEMS) {
      return;
    }
    tried++;
    Path store = Files.createDirectories(directory.resolve("try-" + tried));
    try {
      attempt.in(store);
    } catch (RuntimeException | Error e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      problems.add(what + ": " + trace);
      return;
    }
    remove(store);
  }

  private static void remove(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  Report report(int points) {
    return new Report(
        points, tried, List.copyOf(problems), (System.nanoTime() - began) / 1_000_000);
  }
}
