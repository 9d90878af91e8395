package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and WildFly, one or several of it, as children of this process. Started by one thread;
 * {@link #stop} may come from any thread at any time, and afterwards nothing is started any more.
 */
final class LocalServer {
  private static final Duration GRACE = Duration.ofSeconds(40);

  private final DataDirectory data;
  private final Installation installation;
  private final Progress progress;
  private final StateKeeper state;
  private final List<NodeServer> nodes = new ArrayList<>();

  private @Nullable Postgres postgres;
  private @Nullable Process postgresProcess;

  /** Written under the lock; who only wants to know must not wait for a stop that waits for him. */
  private volatile boolean stopped;

  LocalServer(DataDirectory data, Installation installation, Progress progress, StateKeeper state) {
    this.state = state;
    this.data = data;
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Starts all servers, deploys the application and waits until it answers.
   *
   * @return the state, still {@code starting}
   */
  ServerState start(Wanted wanted) throws CommandException {
    if (state.current().nodes().stream().allMatch(node -> node.wildfly() == null)) {
      requireFree(wanted.port());
    }
    PostgresSoftware software = PostgresSoftware.of(data);
    software.ensure(progress);
    Postgres database = new Postgres(software, data);
    if (new Remains(data).end(state.current(), database)) {
      progress.say("Ended what an earlier run had left behind");
    }
    state.update(ServerState::withoutServers);
    requireFree(wanted.port());
    WildflyHome home = WildflyHome.in(data, installation, progress);
    database.initialize(progress);
    state.update(
        begun -> begun.with(wanted.ports(begun.nodes()), Ports.freePort(begun.databasePort())));
    progress.step("Starting PostgreSQL", () -> startDatabase(database));
    startNodes(home, wanted.nodes());
    return state.current();
  }

  /** One after the other: the first one makes the tables, the others find them. */
  private void startNodes(WildflyHome home, int count) throws CommandException {
    for (int number = 1; number <= count; number++) {
      Node node = new Node(data, number);
      Deployment deployment = new Deployment(node);
      deployment.update(installation.ear());
      deployment.order();
      String what = "Starting WildFly and deploying Holdfast";
      progress.step(
          count == 1 ? what : "%s, %s".formatted(what, node.name()), () -> startNode(home, node));
    }
  }

  /** Remembers that everything is ready. */
  ServerState markUp() throws CommandException {
    return state.update(starting -> starting.in(ServerState.Phase.UP));
  }

  /**
   * Waits until there is no server any more, and says what ended. While there are several nodes,
   * the others go on without the one that ended.
   */
  String awaitEnd() throws CommandException {
    try {
      CompletableFuture<Void> wildfly =
          CompletableFuture.allOf(
              nodes.stream().map(this::untilEnd).toArray(CompletableFuture[]::new));
      return (String)
          CompletableFuture.anyOf(
                  wildfly.thenApply(ended -> "WildFly"),
                  database().onExit().thenApply(ended -> "PostgreSQL"))
              .get();
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Void> untilEnd(NodeServer node) {
    return node.process()
        .onExit()
        .thenAccept(
            ended -> {
              if (nodes.size() > 1 && !stopped) {
                progress.say("%s ended unexpectedly; the others go on".formatted(node.name()));
              }
            });
  }

  /** Whether there is a process to stop. */
  synchronized boolean isRunning() {
    return postgresProcess != null && !stopped;
  }

  /** Whether it was stopped; waits for a stop that is at work. */
  synchronized boolean isStopped() {
    return stopped;
  }

  /** Stops what runs, in order. Once it was called nothing more is started. */
  synchronized void stop() throws CommandException {
    if (stopped) {
      return;
    }
    stopped = true;
    for (NodeServer node : nodes) {
      ProcessRef.of(node.process().toHandle()).end(GRACE);
    }
    if (postgres != null && postgresProcess != null && postgresProcess.isAlive()) {
      postgres.stop();
      ProcessRef.of(postgresProcess.toHandle()).end(GRACE);
    }
    Helpers.endChildren();
    state.end();
  }

  private void startDatabase(Postgres database) throws CommandException {
    ServerState begun = launchDatabase(database);
    database.awaitReady(database(), begun.databasePort());
    database
        .admin(begun.databasePort())
        .ensureDatabase(data.secrets().password(PostgresAdmin.HOLDFAST));
  }

  private synchronized ServerState launchDatabase(Postgres database) throws CommandException {
    requireNotStopped();
    postgres = database;
    postgresProcess = database.launch(state.current().databasePort());
    ProcessRef started = ProcessRef.of(postgresProcess.toHandle());
    return state.update(s -> s.withPostgres(started));
  }

  private void startNode(WildflyHome home, Node node) throws CommandException {
    NodeServer server = launchNode(home, node);
    server.awaitReady(state.current().of(node));
  }

  private synchronized NodeServer launchNode(WildflyHome home, Node node) throws CommandException {
    requireNotStopped();
    NodeServer server = new NodeServer(node, new Wildfly(home, node).start(state.current()));
    nodes.add(server);
    ProcessRef started = ProcessRef.of(server.process().toHandle());
    state.update(s -> s.withWildfly(node, started));
    return server;
  }

  private void requireNotStopped() throws CommandException {
    if (stopped) {
      throw new CommandException(ExitCode.FAILED, "Stopped while it started");
    }
  }

  private static void requireFree(int port) throws CommandException {
    if (!Ports.isFree(port)) {
      throw new CommandException(
          ExitCode.FAILED,
          "Port %d is taken by another program. Stop it, or choose another port: holdfast up --port %d"
              .formatted(port, Ports.freePort(port + 1)));
    }
  }

  private Process database() {
    if (postgresProcess == null) {
      throw new IllegalStateException("not started");
    }
    return postgresProcess;
  }
}
