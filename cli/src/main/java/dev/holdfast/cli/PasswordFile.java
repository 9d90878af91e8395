package dev.holdfast.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Passwords and passphrases: from a file, or typed at a terminal; never from the command line. */
public final class PasswordFile {
  private PasswordFile() {}

  /**
   * Reads one: the file's text without its last line feed.
   *
   * @return to be overwritten by the caller
   * @throws CommandException if it can't be read or is empty
   */
  public static char[] read(Path file) throws CommandException {
    char[] text;
    try {
      text = text(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "Can't read %s (%s).".formatted(file, e.getClass().getSimpleName()), e);
    }
    if (text.length == 0) {
      throw new CommandException(ExitCode.USAGE, file + " is empty.");
    }
    return text;
  }

  /** The text of these bytes, which are overwritten. */
  private static char[] text(byte[] bytes) throws IOException {
    CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    Arrays.fill(bytes, (byte) 0);
    int length = chars.remaining();
    if (length > 0 && chars.get(length - 1) == '\n') {
      length--;
      if (length > 0 && chars.get(length - 1) == '\r') {
        length--;
      }
    }
    char[] text = new char[length];
    chars.get(text);
    Arrays.fill(chars.array(), ' ');
    return text;
  }

  /**
   * Asks at the terminal, without showing what is typed.
   *
   * @param what what is asked for
   * @param option the option to give instead
   * @return to be overwritten by the caller
   * @throws CommandException if there is no terminal
   */
  public static char[] ask(String what, String option) throws CommandException {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("%s: ", what);
    if (typed == null || typed.length == 0) {
      throw new CommandException(ExitCode.USAGE, "%s? Give %s.".formatted(what, option));
    }
    return typed;
  }
}
