package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
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

  /** Uses one that is new: at a terminal it is typed twice. */
  <T> T chosen(Function<KeyProtection, T> use) throws CommandException {
    return used(DeviceCommand.chosen(file, WHAT, OPTION), use);
  }

  /** Uses the one that the file has. */
  <T> T given(Function<KeyProtection, T> use) throws CommandException {
    return used(DeviceCommand.given(file, WHAT, OPTION), use);
  }

  private static <T> T used(char[] passphrase, Function<KeyProtection, T> use) {
    try {
      return use.apply(KeyProtection.passphrase(passphrase));
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }
}
