package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast down}: afterwards nothing of the server runs, whatever it was before. */
@Command(name = "down", description = "Stop the local server; all data stays.")
public final class DownCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(90);

  @Mixin private DataOption dataOption = new DataOption();
  @Mixin private Output output = new Output();
  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws CommandException {
    DataDirectory data = dataOption.directory();
    Optional<ServerState> state = data.readState();
    Progress progress = new Progress(Objects.requireNonNull(command).commandLine().getErr());
    Optional<ProcessRef> supervisor = state.map(ServerState::supervisor).filter(ProcessRef::alive);
    if (supervisor.isPresent()) {
      progress.step("Stopping Holdfast", () -> supervisor.get().end(GRACE));
    }
    if (Files.isDirectory(data.postgres())) {
      new Remains(data).end(new Postgres(PostgresSoftware.in(data, progress), data));
    }
    output.result(Status.down(data), "Holdfast is down.");
    return ExitCode.DONE.code();
  }
}
