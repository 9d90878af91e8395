package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Select;
import dev.holdfast.device.api.Subscription;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code holdfast device query}: with {@code --json --watch} a document per line, for as long as it
 * runs.
 */
@Command(name = "query", description = "Query tables and cases by SQL (SQLite's).")
final class QueryCommand extends DeviceTask {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");
  private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+");
  private static final Pattern QUOTED = Pattern.compile("'.*'", Pattern.DOTALL);

  @Parameters(
      paramLabel = "SQL",
      description = "A query; every offline table and case type is a view of its name.")
  private String sql = "";

  @Option(
      names = "--arg",
      paramLabel = "VALUE",
      description =
          "What stands for the next ? of the query; a number is given as one, unless it is in '...'. Repeatable.")
  private List<String> arguments = new ArrayList<>();

  @Option(
      names = "--watch",
      description = "Print the rows again whenever they change, until interrupted.")
  private boolean watch;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    Select select =
        Select.of(sql, arguments.stream().map(QueryCommand::argument).toArray(Object[]::new));
    if (watch) {
      watch(holdfast, select);
    } else {
      List<Map<String, @Nullable Object>> rows = holdfast.query(select);
      output().result(rows, text(rows));
    }
    return ExitCode.DONE;
  }

  private void watch(Holdfast holdfast, Select select) throws CommandException {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    try (Subscription observed =
        holdfast.observe(select, this::print, failed::completeExceptionally)) {
      failed.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    }
  }

  private static RuntimeException refused(@Nullable Throwable cause) {
    return cause instanceof HoldfastException known
        ? known
        : new IllegalArgumentException(
            cause == null ? "The query failed." : cause.getMessage(), cause);
  }

  private void print(List<Map<String, @Nullable Object>> rows) {
    String document = output().json() ? json(rows) : text(rows) + System.lineSeparator();
    output().raw(document + System.lineSeparator());
  }

  /** A value that was typed. */
  static Object argument(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    if (FRACTION.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    return QUOTED.matcher(text).matches() && text.length() > 1
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static String text(List<Map<String, @Nullable Object>> rows) {
    if (rows.isEmpty()) {
      return "No rows.";
    }
    TextTable table = new TextTable(rows.get(0).keySet().toArray(String[]::new));
    for (Map<String, @Nullable Object> row : rows) {
      table.row(row.values().stream().map(value -> Objects.toString(value, "")).toList());
    }
    return table.toString();
  }

  private static String json(List<Map<String, @Nullable Object>> rows) {
    try {
      return WireJson.mapper().writeValueAsString(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
