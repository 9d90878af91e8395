package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.Imported;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private FileSecret secret = new FileSecret();

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    Imported imported =
        secret.given(
            protection ->
                watched(
                    progress ->
                        holdfast.importQueue(file, protection, progress, new Cancellation())));
    output()
        .result(
            Map.of(
                "added",
                imported.added(),
                "known",
                imported.known(),
                "contents",
                imported.contents()),
            "Imported %d, with the contents of %d attachments; %d known before. Now sync."
                .formatted(imported.added(), imported.contents(), imported.known()));
    return ExitCode.DONE;
  }
}
