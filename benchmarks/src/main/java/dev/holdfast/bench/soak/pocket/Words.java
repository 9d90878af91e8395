package dev.holdfast.bench.soak.pocket;

import java.util.Arrays;

/** What is said of an error. */
final class Words {
  private static final int FRAMES = 6;

  private Words() {}

  /** The error, where it is from, and its causes. */
  static String of(Throwable error) {
    StringBuilder words = new StringBuilder();
    for (Throwable one = error; one != null; one = one.getCause()) {
      words.append(one);
      Arrays.stream(one.getStackTrace())
          .limit(FRAMES)
          .forEach(frame -> words.append(" < ").append(frame));
      words.append(one.getCause() == null ? "" : "; because of ");
    }
    return words.toString();
  }
}
