package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast down}: afterwards nothing of the server runs, whatever it was before. */
@Command(name = "down", description = "Stop the local server; all data stays.")
public final class DownCommand implements Callable<Integer> {
  @Mixin private DataOption dataOption = new DataOption();
  @Mixin private Output output = new Output();
  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws CommandException {
    DataDirectory data = dataOption.directory();
    Progress progress = new Progress(Objects.requireNonNull(command).commandLine().getErr());
    if (Files.isDirectory(data.root())) {
      new Shutdown(data, progress).run();
    }
    output.result(Status.down(data), "Holdfast is down.");
    return ExitCode.DONE.code();
  }
}
