package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin ddl}. */
@Command(name = "ddl", description = "Print the SQL that capture needs for a package.")
final class DdlCommand extends AdminGroup implements Callable<Integer> {
  @Parameters(paramLabel = "PACKAGE", description = "The package, a YAML file.")
  private @Nullable Path file;

  @Override
  public Integer call() throws CommandException {
    Path given = java.util.Objects.requireNonNull(file);
    String sql = api().post("/admin/ddl", "application/yaml", Inputs.text(given), "text/plain");
    output().result(Map.of("sql", sql), sql);
    return ExitCode.DONE.code();
  }
}
