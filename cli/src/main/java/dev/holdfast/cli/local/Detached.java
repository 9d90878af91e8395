package dev.holdfast.cli.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Processes in a session of their own: a terminal's Ctrl-C and its closing reach only the process
 * that the user called, and that one ends the others in order.
 */
final class Detached {
  private static final boolean SETSID =
      Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
          .anyMatch(directory -> Files.isExecutable(Path.of(directory, "setsid")));

  private Detached() {}

  /** A builder for this command without input; the new process has the id that it was given. */
  static ProcessBuilder builder(List<String> command) {
    List<String> line = new ArrayList<>();
    if (SETSID) {
      line.add("setsid");
    }
    line.addAll(command);
    return new ProcessBuilder(line)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
  }
}
