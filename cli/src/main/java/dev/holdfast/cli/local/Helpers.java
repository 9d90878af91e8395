package dev.holdfast.cli.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that run for a moment while a server is set up ({@code initdb}, WildFly's command line).
 * If their supervisor ends before them they have to end too: what they write is made again.
 */
final class Helpers {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Helpers() {}

  /** Ends those that this process started. */
  static void endChildren() {
    end(ProcessHandle.current().descendants());
  }

  /**
   * Ends those that a killed run left behind in a data directory, known by their program or
   * arguments. Called when neither PostgreSQL nor a supervisor runs there.
   *
   * @return whether there was one
   */
  static boolean endOrphans(DataDirectory data) {
    return end(ProcessHandle.allProcesses().filter(process -> isOf(data, process.info())));
  }

  private static boolean isOf(DataDirectory data, ProcessHandle.Info process) {
    Path software = data.postgres();
    Path wildfly = WildflyHome.temporary(data);
    return process.command().filter(program -> Path.of(program).startsWith(software)).isPresent()
        || process.arguments().stream()
            .flatMap(Arrays::stream)
            .anyMatch(argument -> argument.contains(wildfly.toString()));
  }

  private static boolean end(Stream<ProcessHandle> processes) {
    List<ProcessRef> found = processes.map(ProcessRef::of).toList();
    found.forEach(process -> process.end(GRACE));
    return !found.isEmpty();
  }
}
