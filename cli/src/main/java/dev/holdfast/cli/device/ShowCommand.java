package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.kernel.casework.ValueText;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast device show}. */
@Command(name = "show", description = "One case with its fields.")
final class ShowCommand extends DeviceTask {
  @Parameters(paramLabel = "CASE", description = "The case.")
  private UUID id = new UUID(0, 0);

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    CaseView view =
        holdfast
            .show(id)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.FAILED, "There is no case %s on this device.".formatted(id)));
    StringBuilder text = new StringBuilder();
    text.append(
        "%s %s%nstage %s%s, version %d, assignee %s%s, %d pending%n"
            .formatted(
                view.type(),
                view.id(),
                view.stage(),
                view.completed() ? " (completed)" : "",
                view.version(),
                view.assignee() == null ? "nobody" : view.assignee(),
                view.worklist() == null ? "" : ", worklist " + view.worklist(),
                view.pending()));
    if (view.due().goal() != null) {
      text.append("goal %s%n".formatted(view.due().goal()));
    }
    if (view.due().deadline() != null) {
      text.append("due %s%s%n".formatted(view.due().deadline(), view.overdue() ? ", overdue" : ""));
    }
    new TreeMap<>(view.fields())
        .forEach((name, value) -> text.append("%s: %s%n".formatted(name, ValueText.of(value))));
    if (view.parent() != null) {
      text.append("child of %s%n".formatted(view.parent()));
    }
    List<CaseView> children = holdfast.children(id);
    for (CaseView child : children) {
      text.append(
          "child %s %s, stage %s%s%n"
              .formatted(
                  child.type(),
                  child.id(),
                  child.stage(),
                  child.completed() ? " (completed)" : ""));
    }
    output().result(Documents.details(view, children), text.toString());
    return ExitCode.DONE;
  }
}
