package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast up}. */
@Command(
    name = "up",
    description = "Start a local server: PostgreSQL, WildFly, Holdfast, and the demo.")
public final class UpCommand implements Callable<Integer> {
  @Mixin private DataOption dataOption = new DataOption();
  @Mixin private Output output = new Output();

  @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "HTTP port.")
  private int port;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of server nodes; this version runs one.")
  private int nodes;

  @Option(names = "--detach", description = "Return when it is up, leaving it running.")
  private boolean detach;

  @Option(names = "--no-demo", description = "Leave out the demo's application, data and users.")
  private boolean noDemo;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws CommandException {
    checkOptions();
    DataDirectory data = dataOption.directory();
    Installation installation = Installation.current();
    Progress progress = new Progress(spec().commandLine().getErr());
    data.prepare();
    ServerState running = data.readState().filter(ServerState::isUp).orElse(null);
    if (running != null) {
      redeploy(data, installation, progress);
      report(data, running, "is up already");
    } else if (detach) {
      report(data, new DetachedUp(data, progress).start(port, !noDemo), "is up");
    } else {
      new Supervisor(data, installation, progress)
          .run(port, !noDemo, state -> report(data, state, "is up; Ctrl-C stops it"));
    }
    return ExitCode.DONE.code();
  }

  private void checkOptions() {
    if (nodes != 1) {
      throw new ParameterException(
          spec().commandLine(),
          "--nodes: this version runs one node; clusters come with a later one");
    }
    if (port < 1 || port > 65535) {
      throw new ParameterException(spec().commandLine(), "--port: give a port from 1 to 65535");
    }
  }

  private static void redeploy(DataDirectory data, Installation installation, Progress progress)
      throws CommandException {
    Deployment deployment = new Deployment(data);
    if (deployment.update(installation.ear())) {
      progress.step(
          "Deploying the changed holdfast.ear",
          () -> {
            deployment.order();
            deployment.await(data.log());
          });
    }
  }

  private void report(DataDirectory data, ServerState state, String how) throws CommandException {
    Status status = Status.of(data, state);
    output.result(status, status.toText("Holdfast " + how + "."));
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command);
  }
}
