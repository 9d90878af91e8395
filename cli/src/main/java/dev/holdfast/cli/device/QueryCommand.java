package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.Holdfast;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast device query}. */
@Command(name = "query", description = "Query tables and cases by SQL (SQLite's).")
final class QueryCommand extends DeviceTask {
  @Parameters(
      paramLabel = "SQL",
      description = "A query; every offline table and case type is a view of its name.")
  private String sql = "";

  @Override
  ExitCode run(Holdfast holdfast) {
    List<Map<String, @Nullable Object>> rows = holdfast.query(sql);
    output().result(rows, rows.isEmpty() ? "No rows." : text(rows));
    return ExitCode.DONE;
  }

  private static String text(List<Map<String, @Nullable Object>> rows) {
    TextTable table = new TextTable(rows.get(0).keySet().toArray(String[]::new));
    for (Map<String, @Nullable Object> row : rows) {
      table.row(row.values().stream().map(value -> Objects.toString(value, "")).toList());
    }
    return table.toString();
  }
}
