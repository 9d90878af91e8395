package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What is not said of the version in force. Not thread-safe.
 *
 * @param before the number of that version
 * @param found the warnings so far
 */
record SuccessionWarnings(String before, List<Finding> found) {
  private static final String NO_REMEDY = "no-remedy";

  SuccessionWarnings(String before) {
    this(before, new ArrayList<>());
  }

  /** Warns of something at a path in the new version. */
  void warn(String path, String message) {
    found.add(new Finding(1, 1, path, NO_REMEDY, message));
  }

  /** It has something of which nobody says what became of it. */
  void gone(String path, String what, String remedy) {
    warn(
        path,
        "Version %s has the %s, and 'evolution' does not say what became of it: %s."
            .formatted(before, what, remedy));
  }
}
