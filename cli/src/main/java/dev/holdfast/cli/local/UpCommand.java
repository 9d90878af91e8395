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
  private static final int MOST_NODES = 16;

  @Mixin private DataOption dataOption = new DataOption();
  @Mixin private Output output = new Output();

  @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "HTTP port.")
  private int port;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description =
          "Number of server nodes on one database, each a WildFly of its own; 1 by default.")
  private @Nullable Integer nodes;

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
      requireSameNodes(running);
      redeploy(data, running, installation, progress);
      report(data, running, "is up already");
    } else if (detach) {
      report(data, new DetachedUp(data, progress).start(wanted()), "is up");
    } else {
      new Supervisor(data, installation, progress)
          .run(wanted(), state -> report(data, state, "is up; Ctrl-C stops it"));
    }
    return ExitCode.DONE.code();
  }

  private Wanted wanted() {
    return new Wanted(port, nodes == null ? 1 : nodes, !noDemo);
  }

  private void checkOptions() {
    if (nodes != null && (nodes < 1 || nodes > MOST_NODES)) {
      throw new ParameterException(
          spec().commandLine(), "--nodes: give a number from 1 to " + MOST_NODES);
    }
    if (port < 1 || port > 65535) {
      throw new ParameterException(spec().commandLine(), "--port: give a port from 1 to 65535");
    }
  }

  private void requireSameNodes(ServerState running) throws CommandException {
    int present = running.nodes().size();
    if (nodes != null && nodes != present) {
      throw new CommandException(
          ExitCode.FAILED,
          "It is up with %d node(s) already. Stop it first: holdfast down".formatted(present));
    }
  }

  /** One node after the other: the first one brings the database up to date. */
  private static void redeploy(
      DataDirectory data, ServerState running, Installation installation, Progress progress)
      throws CommandException {
    for (int number = 1; number <= running.nodes().size(); number++) {
      Node node = new Node(data, number);
      if (!running.of(node).isAlive()) {
        progress.say(node.name() + " has ended; holdfast down and up start it again");
        continue;
      }
      Deployment deployment = new Deployment(node);
      if (deployment.update(installation.ear())) {
        progress.step(
            "Deploying the changed holdfast.ear on " + node.name(),
            () -> {
              deployment.order();
              deployment.await();
            });
      }
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
