package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a server is made of, as the build left it.
 *
 * @param home the project's root
 */
public record Installation(Path home) {
  /** System property with the project's root; set by the {@code holdfast} script. */
  public static final String HOME_PROPERTY = "holdfast.home";

  /**
   * The installation that this command belongs to.
   *
   * @throws CommandException if it isn't built
   */
  public static Installation current() throws CommandException {
    String home = System.getProperty(HOME_PROPERTY, "");
    Installation found = new Installation(Path.of(home).toAbsolutePath().normalize());
    if (home.isEmpty() || !Files.exists(found.ear())) {
      throw new CommandException(
          ExitCode.FAILED,
          "holdfast.ear isn't built. Call the script ./holdfast, which builds what is missing.");
    }
    return found;
  }

  /** The application. */
  public Path ear() {
    return target().resolve("holdfast.ear");
  }

  /** WildFly as it was published. */
  public Path wildflyZip() throws CommandException {
    try (Stream<Path> files = Files.list(target())) {
      return files
          .filter(file -> file.getFileName().toString().matches("wildfly-dist-.*\\.zip"))
          .max(Path::compareTo)
          .orElseThrow(() -> missing("WildFly's archive", null));
    } catch (IOException e) {
      throw missing("WildFly's archive", e);
    }
  }

  /** The directory with the scripts that configure WildFly, and the driver. */
  public Path scripts() {
    return target().resolve("wildfly");
  }

  private Path target() {
    return home.resolve("ear").resolve("target");
  }

  private CommandException missing(String what, @org.jspecify.annotations.Nullable Throwable e) {
    return new CommandException(
        ExitCode.FAILED,
        "%s is missing in %s. Remove that directory and call ./holdfast again."
            .formatted(what, target()),
        e);
  }
}
