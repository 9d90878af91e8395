package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast status}: ends with 0 whenever it can tell, also when the server is down. */
@Command(name = "status", description = "Tell whether the local server is up, and where.")
public final class StatusCommand implements Callable<Integer> {
  @Mixin private DataOption dataOption = new DataOption();
  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws CommandException {
    DataDirectory data = dataOption.directory();
    Optional<ServerState> state = data.readState();
    Status status = state.isPresent() ? Status.of(data, state.get()) : Status.down(data);
    output.result(status, status.toText(status.toLine()));
    return ExitCode.DONE.code();
  }
}
