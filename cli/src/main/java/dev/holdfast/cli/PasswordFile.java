package dev.holdfast.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passwords and passphrases: from a file, or typed at a terminal; never from the command line. */
public final class PasswordFile {
  private PasswordFile() {}

  /**
   * Reads one: the file's text without its last line feed.
   *
   * @throws CommandException if it can't be read or is empty
   */
  public static String read(Path file) throws CommandException {
    try {
      String text = Files.readString(file).replaceFirst("\\r?\\n$", "");
      if (text.isEmpty()) {
        throw new CommandException(ExitCode.USAGE, file + " is empty.");
      }
      return text;
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "Can't read %s (%s).".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  /**
   * Asks at the terminal, without showing what is typed.
   *
   * @param what what is asked for
   * @param option the option to give instead
   * @throws CommandException if there is no terminal
   */
  public static String ask(String what, String option) throws CommandException {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("%s: ", what);
    if (typed == null || typed.length == 0) {
      throw new CommandException(ExitCode.USAGE, "%s? Give %s.".formatted(what, option));
    }
    return new String(typed);
  }
}
