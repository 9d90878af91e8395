package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.PendingAction;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code holdfast device pending}. */
@Command(name = "pending", description = "Actions that the server has not confirmed.")
final class PendingCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) {
    List<PendingAction> pending = holdfast.pending();
    TextTable table =
        new TextTable("action", "case", "name", "status", "reason", "messages", "waits for");
    for (PendingAction action : pending) {
      table.row(
          action.action().toString(),
          action.caseId().toString(),
          action.name(),
          action.status().code(),
          Objects.requireNonNullElse(Documents.reason(action.reason()), ""),
          String.join("; ", action.messages()),
          ContentDocuments.waitsFor(action));
    }
    output().result(pending.stream().map(Documents::pending).toList(), table.toString());
    return ExitCode.DONE;
  }
}
