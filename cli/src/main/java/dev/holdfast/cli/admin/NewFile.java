package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A file that is there when it is whole. */
final class NewFile {
  private NewFile() {}

  /** Writes it. */
  @FunctionalInterface
  interface Content {
    /** To a stream that is another's to close. */
    void writeTo(OutputStream out) throws CommandException;
  }

  /**
   * Makes a file, in the place of one that may be there.
   *
   * @return how many bytes it has
   * @throws CommandException if it can't be written, or its content can't be made
   */
  static long write(Path file, Content content) throws CommandException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      write(file, part, content);
      return Files.size(file);
    } catch (IOException e) {
      throw notWritten(file, e);
    } catch (UncheckedIOException e) {
      throw notWritten(file, Objects.requireNonNull(e.getCause()));
    }
  }

  private static CommandException notWritten(Path file, IOException e) {
    return new CommandException(
        ExitCode.FAILED,
        "Can't write %s: %s. Nothing is left of it.".formatted(file, e.getMessage()),
        e);
  }

  private static void write(Path file, Path part, Content content)
      throws IOException, CommandException {
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        content.writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
