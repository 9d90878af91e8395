package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * What was said on the command line.
 *
 * @param names what is no option
 * @param json whether the answer is to be JSON
 * @param duration how long a soak takes
 * @param seed what its chances come from
 */
public record Options(List<String> names, boolean json, Duration duration, long seed) {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if there is an unknown one, or one without its number
   */
  public static Options of(List<String> words) {
    List<String> names = new ArrayList<>();
    boolean json = false;
    Duration duration = HOUR;
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
      String word = left.next();
      switch (word) {
        case "--json" -> json = true;
        case "--minutes" -> duration = Duration.ofMinutes(number(left, word));
        case "--seed" -> seed = number(left, word);
        default -> {
          if (word.startsWith("--")) {
            throw new IllegalArgumentException("There is no option " + word);
          }
          names.add(word);
        }
      }
    }
    return new Options(List.copyOf(names), json, duration, seed);
  }

  private static long number(Iterator<String> left, String option) {
    if (!left.hasNext()) {
      throw new IllegalArgumentException(option + " needs a number");
    }
    return Long.parseLong(left.next());
  }
}
