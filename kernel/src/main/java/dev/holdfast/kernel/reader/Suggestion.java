package dev.holdfast.kernel.reader;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant to write. */
final class Suggestion {
  private Suggestion() {}

  /** A sentence that names the nearest of the known words, or all of them if none is near. */
  static String of(String word, Collection<String> known) {
    if (known.isEmpty()) {
      return " There is none.";
    }
    Optional<String> nearest =
        known.stream()
            .filter(candidate -> distance(word, candidate) <= 1 + candidate.length() / 4)
            .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    return nearest
        .map(found -> " Did you mean '" + found + "'?")
        .orElseGet(() -> " Known: " + String.join(", ", known) + '.');
  }

  /** Fewest insertions, deletions and replacements of one character, and swaps counted as two. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
