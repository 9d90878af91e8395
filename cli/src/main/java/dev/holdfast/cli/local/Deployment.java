package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The application in the server's deployment directory. WildFly watches the directory: a {@code
 * .dodeploy} file is our order, {@code .deployed} or {@code .failed} its answer.
 */
final class Deployment {
  private static final String NAME = "holdfast.ear";
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final int SHOWN_LINES = 12;

  private final Path directory;
  private final Path log;

  Deployment(Node node) {
    this.directory = node.server().resolve("deployments");
    this.log = node.log();
  }

  /**
   * Puts the application in place if it differs from what is there.
   *
   * @return whether it differs
   */
  boolean update(Path ear) throws CommandException {
    Path deployed = directory.resolve(NAME);
    try {
      Files.createDirectories(directory);
      if (Files.exists(deployed) && Files.mismatch(deployed, ear) < 0) {
        return false;
      }
      Path temporary = directory.resolve(NAME + ".new");
      Files.copy(ear, temporary, StandardCopyOption.REPLACE_EXISTING);
      PrivateFiles.move(temporary, deployed);
      return true;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't copy %s to %s: %s".formatted(ear, directory, e.getMessage()), e);
    }
  }

  /** Orders WildFly to deploy what is in place. */
  void order() throws CommandException {
    try {
      for (String mark : List.of(".failed", ".undeployed", ".isdeploying", ".pending")) {
        Files.deleteIfExists(mark(mark));
      }
      Files.write(mark(".dodeploy"), new byte[0]);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't write to %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** Whether WildFly still has to answer to the last order. */
  boolean isPending() {
    return Files.exists(mark(".dodeploy")) || Files.exists(mark(".isdeploying"));
  }

  /** Whether WildFly deployed it. */
  boolean isDeployed() {
    return !isPending() && Files.exists(mark(".deployed"));
  }

  /**
   * Waits for WildFly's answer.
   *
   * @throws CommandException if it could not deploy the application
   */
  void await() throws CommandException {
    if (!Waiting.until(PATIENCE, () -> !isPending())) {
      throw new CommandException(
          ExitCode.FAILED,
          "WildFly doesn't answer within %d s; see %s/server.log"
              .formatted(PATIENCE.toSeconds(), log));
    }
    requireNotFailed();
  }

  /**
   * Fails with WildFly's own reason if it could not deploy the application, and says where the
   * whole story is.
   */
  void requireNotFailed() throws CommandException {
    Path failed = mark(".failed");
    if (isPending() || !Files.exists(failed)) {
      return;
    }
    try {
      String reason = reason(Files.readString(failed));
      if (reason.contains(DiskFailure.FULL)) {
        throw DiskFailure.of("WildFly can't deploy Holdfast", directory, new IOException(reason));
      }
      throw new CommandException(
          ExitCode.FAILED,
          "WildFly didn't deploy Holdfast:\n%s\nMore in %s"
              .formatted(reason, log.resolve("server.log")));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't read %s: %s".formatted(failed, e.getMessage()), e);
    }
  }

  /** The lines that say why, the innermost cause last; the whole text if there are none. */
  static String reason(String text) {
    String lines = text.replace("\\n", "\n").replace("\\\"", "\"");
    List<String> causes =
        lines.lines().map(String::strip).filter(line -> line.contains("Caused by:")).toList();
    List<String> shown =
        causes.isEmpty() ? lines.strip().lines().limit(SHOWN_LINES).toList() : causes;
    return shown.stream().distinct().collect(Collectors.joining("\n"));
  }

  private Path mark(String suffix) {
    return directory.resolve(NAME + suffix);
  }
}
