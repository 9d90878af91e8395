package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.Performed;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast device perform}. */
@Command(name = "perform", description = "Perform an action on a case.")
final class PerformCommand extends DeviceTask {
  @Parameters(index = "0", paramLabel = "CASE", description = "The case.")
  private UUID id = new UUID(0, 0);

  @Parameters(index = "1", paramLabel = "ACTION", description = "The action.")
  private String action = "";

  @Mixin private FieldOptions fields = new FieldOptions();

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    CaseView view =
        holdfast
            .show(id)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.FAILED, "There is no case %s on this device.".formatted(id)));
    String type = view.application() + '/' + view.type();
    Performed performed = holdfast.perform(id, action, fields.read(holdfast, type, this));
    output()
        .result(
            Documents.performed(performed),
            "Done, the case is now %s.".formatted(performed.stage()));
    return ExitCode.DONE;
  }
}
