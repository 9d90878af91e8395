package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.ContentView;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code holdfast device contents}. */
@Command(
    name = "contents",
    description =
        "List the contents of attachments: what waits to be sent, is here, or can be saved.")
final class ContentsCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) {
    List<ContentView> contents = holdfast.attachments().list();
    TextTable table = new TextTable("content", "name", "type", "bytes", "state", "reason");
    for (ContentView content : contents) {
      table.row(
          content.attachment().id(),
          content.attachment().name(),
          content.attachment().type(),
          ContentDocuments.progress(content),
          content.state().code(),
          Objects.requireNonNullElse(content.message(), ""));
    }
    output().result(ContentDocuments.contents(contents), table.toString());
    return ExitCode.DONE;
  }
}
