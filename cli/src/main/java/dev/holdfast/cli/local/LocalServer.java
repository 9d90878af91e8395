package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and WildFly as children of this process. Started by one thread; {@link #stop} may come
 * from any thread at any time, and afterwards nothing is started any more.
 */
final class LocalServer {
  private static final int READY_SECONDS = 300;
  private static final Duration GRACE = Duration.ofSeconds(40);

  private final DataDirectory data;
  private final Installation installation;
  private final Progress progress;
  private final Deployment deployment;
  private final StateKeeper state;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private @Nullable Postgres postgres;
  private @Nullable Process postgresProcess;
  private @Nullable Process wildflyProcess;
  private boolean stopped;

  LocalServer(DataDirectory data, Installation installation, Progress progress, StateKeeper state) {
    this.state = state;
    this.data = data;
    this.installation = installation;
    this.progress = progress;
    this.deployment = new Deployment(data);
  }

  /**
   * Starts both servers, deploys the application and waits until it answers.
   *
   * @return the state, still {@code starting}
   */
  ServerState start() throws CommandException {
    int httpPort = state.current().httpPort();
    if (state.current().wildfly() == null) {
      requireFree(httpPort);
    }
    PostgresSoftware software = PostgresSoftware.of(data);
    software.ensure(progress);
    Postgres database = new Postgres(software, data);
    if (new Remains(data).end(state.current(), database)) {
      progress.say("Ended what an earlier run had left behind");
    }
    state.update(ServerState::withoutServers);
    requireFree(httpPort);
    WildflyHome home = WildflyHome.in(data, installation, progress);
    database.initialize(progress);
    state.update(begun -> begun.withPorts(Ports.freePort(0), Ports.freePort(begun.databasePort())));
    progress.step("Starting PostgreSQL", () -> startDatabase(database));
    deployment.update(installation.ear());
    deployment.order();
    progress.step("Starting WildFly and deploying Holdfast", () -> startWildfly(home));
    return state.current();
  }

  /** Remembers that everything is ready. */
  ServerState markUp() throws CommandException {
    return state.update(starting -> starting.in(ServerState.Phase.UP));
  }

  /** Waits until one of the servers ends, and says which. */
  String awaitEnd() throws CommandException {
    try {
      CompletableFuture<String> wildfly =
          process(wildflyProcess).onExit().thenApply(p -> "WildFly");
      CompletableFuture<String> database =
          process(postgresProcess).onExit().thenApply(p -> "PostgreSQL");
      return (String) CompletableFuture.anyOf(wildfly, database).get();
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
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
    if (wildflyProcess != null) {
      ProcessRef.of(wildflyProcess.toHandle()).end(GRACE);
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
    database.awaitReady(process(postgresProcess), begun.databasePort());
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

  private void startWildfly(WildflyHome home) throws CommandException {
    ServerState begun = launchWildfly(new Wildfly(home, data));
    awaitReady(process(wildflyProcess), begun);
  }

  private synchronized ServerState launchWildfly(Wildfly wildfly) throws CommandException {
    requireNotStopped();
    wildflyProcess = wildfly.start(state.current());
    ProcessRef started = ProcessRef.of(wildflyProcess.toHandle());
    return state.update(s -> s.withWildfly(started));
  }

  private void awaitReady(Process wildfly, ServerState begun) throws CommandException {
    try {
      for (int i = 0; i < READY_SECONDS * 4; i++) {
        if (deployment.isDeployed() && answers(begun)) {
          return;
        }
        deployment.requireNotFailed(data.log());
        if (wildfly.waitFor(250, TimeUnit.MILLISECONDS)) {
          throw new CommandException(
              ExitCode.FAILED,
              "WildFly ended while it started; see %s/server.log\n%s"
                  .formatted(
                      data.log(), Files.readString(data.log().resolve("wildfly.out")).strip()));
        }
      }
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "WildFly ended while it started", e);
    } catch (InterruptedException e) {
      throw Interrupts.interrupted(e);
    }
    throw new CommandException(
        ExitCode.FAILED,
        "Holdfast doesn't answer after %d s; see %s/server.log"
            .formatted(READY_SECONDS, data.log()));
  }

  private boolean answers(ServerState begun) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(begun.url() + "/api/v1/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
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

  private static Process process(@Nullable Process process) {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }
}
