package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast device passphrase}. */
@Command(
    name = "passphrase",
    description = "Give the store another passphrase; nothing else of it changes.")
final class PassphraseCommand extends StoreTask {
  @Option(
      names = "--new-passphrase-file",
      paramLabel = "F",
      description = "File with the new passphrase; asked for at a terminal without it.")
  private @Nullable Path file;

  @Override
  ExitCode run(DeviceCommand command) throws CommandException {
    boolean changed =
        command.beside(
            (store, current) -> {
              char[] next = DeviceCommand.chosen(file, "New passphrase", "--new-passphrase-file F");
              try {
                store.changePassphrase(current, next);
                return true;
              } finally {
                Arrays.fill(next, ' ');
              }
            });
    output().result(Map.of("changed", changed), "From now on the new passphrase opens the store.");
    return ExitCode.DONE;
  }
}
