package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.local.demo.Demo;
import java.time.Duration;

/** The process that owns a local server: starts it, waits, and stops it when it is told to end. */
final class Supervisor {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DataDirectory data;
  private final Installation installation;
  private final Progress progress;

  Supervisor(DataDirectory data, Installation installation, Progress progress) {
    this.data = data;
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Runs the server until this process is told to end. The lock is held for that long.
   *
   * @param wanted what kind of server
   * @param ready called once when everything is up
   * @throws CommandException if it can't be started, or if one of the servers ended by itself
   */
  void run(Wanted wanted, Ready ready) throws CommandException {
    try (DataLock lock = DataLock.acquire(data, PATIENCE)) {
      StateKeeper keeper =
          Boolean.getBoolean(DetachedUp.PROPERTY)
              ? StateKeeper.resume(data)
              : StateKeeper.claim(data, wanted.port());
      Progress told = progress.telling(step -> keeper.update(state -> state.at(step)));
      LocalServer server = new LocalServer(data, installation, told, keeper);
      Thread stopper = new Thread(() -> stop(server), "stop");
      Runtime.getRuntime().addShutdownHook(stopper);
      try {
        ServerState state = server.start(wanted);
        if (wanted.demo()) {
          new Demo(data, told, state).ensure();
        }
        ready.report(server.markUp());
        String ended = server.awaitEnd();
        if (server.isStopped()) {
          return;
        }
        throw new CommandException(
            ExitCode.FAILED,
            "%s ended unexpectedly; see %s. Call holdfast up again.".formatted(ended, data.log()));
      } finally {
        stop(server);
      }
    }
  }

  private void stop(LocalServer server) {
    try {
      if (server.isRunning()) {
        progress.step("Stopping Holdfast", () -> server.stop());
      } else {
        server.stop();
      }
    } catch (CommandException e) {
      progress.say(String.valueOf(e.getMessage()));
    }
  }

  /** Told when the server is up. */
  @FunctionalInterface
  interface Ready {
    /** Reports it. */
    void report(ServerState state) throws CommandException;
  }
}
