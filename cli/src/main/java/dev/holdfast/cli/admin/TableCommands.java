package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.Query;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin table}. */
@Command(name = "table", description = "Offline tables: list, verify.")
final class TableCommands extends AdminGroup {

  @Command(name = "list", description = "Offline tables of the packages in force.")
  int list(@Option(names = "--all", description = "Also case types.") boolean all)
      throws CommandException {
    var items = api().list(all ? "/admin/tables?all=true" : "/admin/tables");
    output()
        .result(
            items,
            Documents.table(
                items,
                "application",
                "name",
                "source",
                "strategy",
                "rows",
                "buckets",
                "bytes",
                "changedAt",
                "problem"));
    return ExitCode.DONE.code();
  }

  @Command(name = "verify", description = "Compare a table with what was captured, and repair.")
  int verify(
      @Parameters(paramLabel = "T", description = "The offline table, or APP/T.") String table)
      throws CommandException {
    String path =
        Arrays.stream(table.split("/", -1)).map(Query::segment).collect(Collectors.joining("/"));
    JsonNode found = api().post("/admin/tables/" + path + "/verification", Map.of());
    output().result(found, Documents.lines(found));
    return ExitCode.DONE.code();
  }
}
