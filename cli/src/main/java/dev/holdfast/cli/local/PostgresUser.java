package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Who PostgreSQL runs as. It refuses to be root: there it runs in a user namespace of its own, in
 * which root is nobody; where the system allows none (many containers), as the user nobody.
 */
enum PostgresUser {
  /** As who calls. */
  SELF(List.of()),
  /** In a user namespace; files stay root's. */
  NAMESPACE(List.of("unshare", "-U")),
  /** As nobody, who has to own its files. */
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));

  private static final int NOBODY_ID = 65534;

  private final List<String> prefix;

  PostgresUser(List<String> prefix) {
    this.prefix = prefix;
  }

  /** The user on this system. */
  static PostgresUser detect() {
    if (!System.getProperty("user.name", "").equals("root")) {
      return SELF;
    }
    return LinuxUtils.isUnshareAvailable() ? NAMESPACE : NOBODY;
  }

  /** What goes before a command line to run it as this user. */
  List<String> prefix() {
    return prefix;
  }

  /**
   * Gives a file or directory to the user, and lets the user reach it.
   *
   * @throws CommandException if that isn't possible
   */
  void own(Path file) throws CommandException {
    if (this != NOBODY) {
      return;
    }
    try {
      Files.setPosixFilePermissions(
          file.resolveSibling("."), PosixFilePermissions.fromString("rwx--x--x"));
      Files.setAttribute(file, "unix:uid", NOBODY_ID);
      Files.setAttribute(file, "unix:gid", NOBODY_ID);
      if (!reaches(file)) {
        throw new CommandException(
            ExitCode.FAILED,
            "PostgreSQL refuses to run as root, and the user nobody can't reach %s. Choose another place: holdfast up --data DIR"
                .formatted(file));
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't give %s to the user nobody: %s".formatted(file, e), e);
    }
  }

  private boolean reaches(Path file) throws IOException, CommandException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("test", "-w", file.toString()));
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
  }
}
