package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast device cases}. */
@Command(name = "cases", description = "The cases on this device.")
final class CasesCommand extends DeviceTask {
  @Option(names = "--type", paramLabel = "T", description = "Only of this type.")
  private @Nullable String type;

  @Option(names = "--stage", paramLabel = "S", description = "Only in this stage.")
  private @Nullable String stage;

  @Option(names = "--worklist", paramLabel = "W", description = "Only on this worklist.")
  private @Nullable String worklist;

  @Option(names = "--overdue", description = "Only what is overdue now.")
  private boolean overdue;

  @Override
  ExitCode run(Holdfast holdfast) {
    List<CaseView> cases =
        holdfast.cases().stream()
            .filter(view -> type == null || type.equals(view.type()))
            .filter(view -> stage == null || stage.equals(view.stage()))
            .filter(view -> worklist == null || worklist.equals(view.worklist()))
            .filter(view -> !overdue || view.overdue())
            .toList();
    TextTable table =
        new TextTable("id", "type", "stage", "version", "assignee", "worklist", "due", "pending");
    for (CaseView view : cases) {
      table.row(
          view.id().toString(),
          view.type(),
          view.stage(),
          Long.toString(view.version()),
          view.assignee() == null ? "" : view.assignee(),
          view.worklist() == null ? "" : view.worklist(),
          due(view),
          view.pending() == 0 ? "" : Integer.toString(view.pending()));
    }
    output().result(cases.stream().map(Documents::summary).toList(), table.toString());
    return ExitCode.DONE;
  }

  private static String due(CaseView view) {
    return view.due().deadline() == null
        ? ""
        : view.due().deadline() + (view.overdue() ? " (overdue)" : "");
  }
}
