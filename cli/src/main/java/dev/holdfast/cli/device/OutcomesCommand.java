package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.Holdfast;
import dev.holdfast.kernel.wire.ActionOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code holdfast device outcomes}. */
@Command(name = "outcomes", description = "What the server said of this device's actions.")
final class OutcomesCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) {
    List<ActionOutcome> outcomes = holdfast.outcomes();
    TextTable table = new TextTable("action", "case", "outcome", "reason", "messages");
    for (ActionOutcome outcome : outcomes) {
      table.row(
          outcome.action().toString(),
          Objects.toString(outcome.caseId(), ""),
          outcome.outcome().name().toLowerCase(Locale.ROOT),
          Objects.requireNonNullElse(Documents.reason(outcome.reason()), ""),
          String.join("; ", outcome.messages()));
    }
    output().result(outcomes.stream().map(Documents::outcome).toList(), table.toString());
    return ExitCode.DONE;
  }
}
