package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The passphrase of a file with a queue, overwritten when it was used. */
final class FileSecret {
  private static final String WHAT = "Passphrase of the file";
  private static final String NAME = "--file-passphrase-file";
  private static final String OPTION = NAME + " F";

  @Option(
      names = NAME,
      paramLabel = "F",
      description = "File with the passphrase of FILE; asked for at a terminal without it.")
  private @Nullable Path file;

  /** Uses it. */
  @FunctionalInterface
  interface Use<T> {
    T of(KeyProtection protection) throws CommandException;
  }

  /** Uses one that is new: at a terminal it is typed twice. */
  <T> T chosen(Use<T> use) throws CommandException {
    return used(DeviceCommand.chosen(file, WHAT, OPTION), use);
  }

  /** Uses the one that the file has. */
  <T> T given(Use<T> use) throws CommandException {
    return used(DeviceCommand.given(file, WHAT, OPTION), use);
  }

  private static <T> T used(char[] passphrase, Use<T> use) throws CommandException {
    try {
      return use.of(KeyProtection.passphrase(passphrase));
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }
}
