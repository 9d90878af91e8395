package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.ContentView;
import dev.holdfast.kernel.app.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast device save}. */
@Command(
    name = "save",
    description = "Write the content of an attachment to a file; fetch it first if it is not here.")
final class SaveCommand extends DeviceTask {
  @Parameters(
      index = "0",
      paramLabel = "CONTENT",
      description = "Its id, as device contents lists it, or the first characters of that.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "Is made; nothing is overwritten.")
  private Path file = Path.of("");

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    Attachment attachment = find(holdfast);
    if (!holdfast.attachments().isHere(attachment)) {
      watched(
          progress -> {
            holdfast.attachments().fetch(attachment, progress, new Cancellation());
            return attachment;
          });
    }
    write(holdfast, attachment);
    output()
        .result(
            Map.of("saved", file.toString(), "bytes", attachment.size()),
            "Saved '%s' (%s, %d bytes) as %s."
                .formatted(attachment.name(), attachment.type(), attachment.size(), file));
    return ExitCode.DONE;
  }

  private Attachment find(Holdfast holdfast) throws CommandException {
    List<Attachment> found =
        holdfast.attachments().list().stream()
            .map(ContentView::attachment)
            .filter(attachment -> !id.isEmpty() && attachment.id().startsWith(id))
            .toList();
    if (found.size() != 1) {
      throw new CommandException(
          ExitCode.FAILED,
          found.isEmpty()
              ? "No case on this device names a content %s.".formatted(id)
              : "Several contents begin with %s.".formatted(id));
    }
    return found.get(0);
  }

  private void write(Holdfast holdfast, Attachment attachment) throws CommandException {
    boolean made = false;
    boolean whole = false;
    try (InputStream content = holdfast.attachments().open(attachment)) {
      Files.createFile(file);
      made = true;
      Files.copy(content, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      whole = true;
    } catch (FileAlreadyExistsException e) {
      throw new CommandException(
          ExitCode.REFUSED, "There is a file %s already. Name another one.".formatted(file), e);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "%s can't be written: %s".formatted(file, e.getMessage()), e);
    } finally {
      if (made && !whole) {
        discard();
      }
    }
  }

  private void discard() throws CommandException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "%s is not complete, and can't be removed.".formatted(file), e);
    }
  }
}
