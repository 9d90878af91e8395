package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.Query;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast admin issue report}: figures. */
@Command(
    name = "report",
    description = "Figures of the issue workbasket: ageing, volume.",
    synopsisSubcommandLabel = "COMMAND")
final class IssueReportCommands {
  private static final String REPORTS = "/admin/issue-reports/";

  @ParentCommand private @Nullable IssueCommands issues;

  @Command(name = "ageing", description = "Unresolved issues by age and workbasket.")
  int ageing(@Option(names = "--csv", description = "Print CSV.") boolean csv)
      throws CommandException {
    return print(
        REPORTS + "ageing",
        csv,
        "workbasket",
        "underOneDay",
        "underThreeDays",
        "underOneWeek",
        "underOneMonth",
        "older",
        "unresolved");
  }

  @Command(
      name = "volume",
      description = "Issues parked and resolved per day (UTC), workbasket and reason.")
  int volume(
      @Option(names = "--from", paramLabel = "DAY", required = true, description = "The first day.")
          String from,
      @Option(names = "--until", paramLabel = "DAY", required = true, description = "The last day.")
          String until,
      @Option(names = "--csv", description = "Print CSV.") boolean csv)
      throws CommandException {
    String path = Query.of(REPORTS + "volume").with("from", from).with("until", until).toString();
    return print(path, csv, "day", "workbasket", "reason", "parked", "resolved");
  }

  private int print(String path, boolean csv, String... columns) throws CommandException {
    IssueCommands parent = Objects.requireNonNull(issues);
    if (csv) {
      parent.output().raw(parent.api().text(path, "text/csv"));
    } else {
      var items = parent.api().get(path).path("items");
      parent.output().result(items, Documents.table(items, columns));
    }
    return ExitCode.DONE.code();
  }
}
