package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.PendingAction;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code holdfast device pending}. */
@Command(name = "pending", description = "Actions that the server has not confirmed.")
final class PendingCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) {
    List<PendingAction> pending = holdfast.pending();
    output().result(pending.stream().map(Documents::pending).toList(), Documents.table(pending));
    return ExitCode.DONE;
  }
}
