package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Performed;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast device retry}. */
@Command(
    name = "retry",
    description =
        "Perform a parked or refused action again, on the case as it is now; or one whose attachment"
            + " the server refuses.")
final class RetryCommand extends DeviceTask {
  @Parameters(paramLabel = "ID", description = "The action.")
  private UUID id = new UUID(0, 0);

  @Mixin private FieldOptions fields = new FieldOptions();

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    PendingAction action =
        holdfast.pending().stream()
            .filter(pending -> pending.action().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.FAILED, "There is no action %s in the queue.".formatted(id)));
    String type = action.application() + '/' + action.type();
    Performed performed = holdfast.retry(id, fields.read(holdfast, type, this));
    output()
        .result(
            Documents.performed(performed),
            "Queued again as %s, the case is now %s."
                .formatted(performed.action(), performed.stage()));
    return ExitCode.DONE;
  }
}
