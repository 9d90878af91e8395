package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ContentView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    List<ContentView> contents = ContentDocuments.awaited(holdfast.pending());
    output()
        .result(
            Map.of("exported", actions, "contents", ContentDocuments.contents(contents)),
            "Exported %d to %s. They stay in the queue.%s"
                .formatted(actions, file, notInIt(contents)));
    return ExitCode.DONE;
  }

  /** Contents go from this device only. */
  private static String notInIt(List<ContentView> contents) {
    return contents.isEmpty()
        ? ""
        : "%nNot in it are the contents of %s: sync here to send them, or what waits for them stays."
            .formatted(
                contents.stream()
                    .map(content -> content.attachment().name())
                    .collect(Collectors.joining(", ")));
  }
}
