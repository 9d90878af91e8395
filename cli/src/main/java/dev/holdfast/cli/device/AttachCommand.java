package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Values;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast device attach}. */
@Command(
    name = "attach",
    description =
        "Copy a file into the store, and print the value of a field that names it, for --set. Where"
            + " no action names it, it goes after a day.")
final class AttachCommand extends DeviceTask {
  private static final String ANYTHING = "application/octet-stream";

  @Parameters(paramLabel = "FILE", description = "Is read once, and not needed afterwards.")
  private Path file = Path.of("");

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Its media type, as image/jpeg; by default what its name says.")
  private @Nullable String type;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    Attachment attached = attach(holdfast, file, type, this);
    Object value = Values.toJson(attached);
    output().result(value, Documents.line(value));
    return ExitCode.DONE;
  }

  static Attachment attach(Holdfast holdfast, Path file, @Nullable String type, DeviceTask task)
      throws CommandException {
    String said = type == null ? URLConnection.guessContentTypeFromName(file.toString()) : type;
    return task.watched(
        progress ->
            holdfast
                .attachments()
                .attach(
                    file,
                    Objects.requireNonNullElse(said, ANYTHING),
                    progress,
                    new Cancellation()));
  }
}
