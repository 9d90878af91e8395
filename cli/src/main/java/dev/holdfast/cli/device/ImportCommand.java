package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Imported;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast device import}. */
@Command(
    name = "import",
    description =
        "Take the actions of another device of the same user into the queue: the next sync sends"
            + " them, and asks what became of those that had been sent.")
final class ImportCommand extends DeviceTask {
  @Parameters(paramLabel = "FILE", description = "Written by holdfast device export.")
  private Path file = Path.of("");

  @Option(
      names = "--file-passphrase-file",
      paramLabel = "F",
      description = "File with the passphrase of FILE; asked for at a terminal without it.")
  private @Nullable Path secret;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    char[] passphrase =
        DeviceCommand.given(secret, "Passphrase of the file", "--file-passphrase-file F");
    try {
      Imported imported = holdfast.importQueue(file, KeyProtection.passphrase(passphrase));
      output()
          .result(
              Map.of("added", imported.added(), "known", imported.known()),
              "Imported %d, %d known before. Now sync."
                  .formatted(imported.added(), imported.known()));
    } finally {
      Arrays.fill(passphrase, ' ');
    }
    return ExitCode.DONE;
  }
}
