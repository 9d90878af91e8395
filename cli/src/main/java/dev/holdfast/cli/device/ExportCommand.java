package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private FileSecret secret = new FileSecret();

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    int actions = secret.chosen(protection -> holdfast.exportQueue(file, protection));
    output()
        .result(
            Map.of("exported", actions),
            "Exported %d to %s. They stay in the queue.".formatted(actions, file));
    return ExitCode.DONE;
  }
}
