package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.keys.KeyProtection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast device export}. */
@Command(
    name = "export",
    description =
        "Write the actions that the server has not confirmed to a file, for another device of the"
            + " same user. They stay in the queue; each takes effect once, whoever sends it.")
final class ExportCommand extends DeviceTask {
  @Parameters(paramLabel = "FILE", description = "Is made; nothing is overwritten.")
  private Path file = Path.of("");

  @Option(
      names = "--file-passphrase-file",
      paramLabel = "F",
      description = "File with the passphrase of FILE; asked for at a terminal without it.")
  private @Nullable Path secret;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    char[] passphrase =
        DeviceCommand.chosen(secret, "Passphrase of the file", "--file-passphrase-file F");
    try {
      int actions = holdfast.exportQueue(file, KeyProtection.passphrase(passphrase));
      output()
          .result(
              Map.of("exported", actions),
              "Exported %d to %s. They stay in the queue.".formatted(actions, file));
    } finally {
      Arrays.fill(passphrase, ' ');
    }
    return ExitCode.DONE;
  }
}
