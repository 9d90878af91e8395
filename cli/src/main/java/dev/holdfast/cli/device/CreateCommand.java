package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Performed;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast device create}. */
@Command(name = "create", description = "Create a case.")
final class CreateCommand extends DeviceTask {
  @Parameters(paramLabel = "TYPE", description = "The case type, or APPLICATION/TYPE.")
  private String type = "";

  @Option(
      names = "--action",
      paramLabel = "A",
      description = "The creating action, where the user's roles allow several.")
  private @Nullable String action;

  @Mixin private FieldOptions fields = new FieldOptions();

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    Map<String, @Nullable Object> values = fields.read(holdfast, type, this);
    Performed performed =
        action == null ? holdfast.create(type, values) : holdfast.create(type, action, values);
    output()
        .result(
            Documents.performed(performed),
            "Created %s, now %s.".formatted(performed.caseId(), performed.stage()));
    return ExitCode.DONE;
  }
}
