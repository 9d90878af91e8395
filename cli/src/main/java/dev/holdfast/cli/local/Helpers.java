package dev.holdfast.cli.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs that run for a moment while a server is set up ({@code initdb}, WildFly's command line).
 * If their supervisor ends before them they have to end too: what they write is made again.
 */
final class Helpers {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** The module that WildFly's command line is. */
  private static final String WILDFLY_CLI = "org.jboss.as.cli";

  private Helpers() {}

  /** Ends those that this process started. */
  static void endChildren() {
    end(ProcessHandle.current().descendants());
  }

  /**
   * Ends those that a killed run left behind in a data directory, known by program and arguments;
   * what a person runs from there, such as psql or an editor, is left alone. Called when neither
   * PostgreSQL nor a supervisor runs there.
   *
   * @return whether there was one
   */
  static boolean endOrphans(DataDirectory data) {
    return end(ProcessHandle.allProcesses().filter(process -> isOf(data, process.info())));
  }

  private static boolean isOf(DataDirectory data, ProcessHandle.Info process) {
    Optional<Path> program = process.command().map(Path::of);
    return program.filter(path -> setsUpPostgres(data, path)).isPresent()
        || program.filter(path -> path.endsWith("java")).isPresent()
            && configuresWildfly(data, process.arguments().map(List::of).orElse(List.of()));
  }

  private static boolean setsUpPostgres(DataDirectory data, Path program) {
    return program.startsWith(data.postgres())
        && (program.endsWith("bin/initdb") || program.endsWith("bin/postgres"));
  }

  private static boolean configuresWildfly(DataDirectory data, List<String> arguments) {
    Path wildfly = WildflyHome.temporary(data);
    return arguments.contains(WILDFLY_CLI)
        && arguments.stream().anyMatch(argument -> Path.of(argument).startsWith(wildfly));
  }

  private static boolean end(Stream<ProcessHandle> processes) {
    List<ProcessRef> found = processes.map(ProcessRef::of).toList();
    found.forEach(process -> process.end(GRACE));
    return !found.isEmpty();
  }
}
