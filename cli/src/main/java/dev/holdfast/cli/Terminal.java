package dev.holdfast.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether a person sees what is written. */
final class Terminal {
  private static final Path ERR = Path.of("/dev/stderr");
  private static final List<String> DEVICES = List.of("/dev/pts/", "/dev/tty", "/dev/console");

  private Terminal() {}

  /** Whether stderr goes to a terminal. Where that can't be known, it does not. */
  static boolean isErr() {
    return isTerminal(ERR);
  }

  static boolean isTerminal(Path file) {
    try {
      String real = file.toRealPath().toString();
      return DEVICES.stream().anyMatch(real::startsWith);
    } catch (IOException e) {
      // A pipe has no path, nor has Windows this file.
      return false;
    }
  }
}
