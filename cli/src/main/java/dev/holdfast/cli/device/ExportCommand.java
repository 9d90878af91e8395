package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.Exported;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Values;
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
    Exported exported =
        secret.chosen(
            protection ->
                watched(
                    progress ->
                        holdfast.exportQueue(file, protection, progress, new Cancellation())));
    output()
        .result(
            Map.of(
                "exported",
                exported.actions(),
                "contents",
                exported.contents(),
                "leftOut",
                exported.leftOut().stream().map(Values::toJson).toList()),
            "Exported %d to %s, with the contents of %d attachments. They stay in the queue.%s"
                .formatted(
                    exported.actions(), file, exported.contents(), notInIt(exported.leftOut())));
    return ExitCode.DONE;
  }

  private static String notInIt(List<Attachment> leftOut) {
    return leftOut.isEmpty()
        ? ""
        : "%nNot in it are the contents of %s: they are damaged on this device."
            .formatted(leftOut.stream().map(Attachment::name).collect(Collectors.joining(", ")));
  }
}
