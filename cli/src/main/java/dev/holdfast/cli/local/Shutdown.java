package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends all that runs in a data directory, in whatever phase it is. What is left without a
 * supervisor is touched under the lock only, so that nothing is taken from a start at work.
 */
final class Shutdown {
  private static final Duration GRACE = Duration.ofSeconds(90);
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 30;

  private final DataDirectory data;
  private final Progress progress;

  Shutdown(DataDirectory data, Progress progress) {
    this.data = data;
    this.progress = progress;
  }

  /**
   * Does it.
   *
   * @throws CommandException if another process keeps the directory
   */
  void run() throws CommandException {
    for (int left = ATTEMPTS; ; left--) {
      endSupervisor();
      try (DataLock lock = DataLock.acquire(data, LOCK_PATIENCE)) {
        endRemains();
        return;
      } catch (DataLock.TakenException e) {
        // Somebody began to start it meanwhile, and is entered in the state file by now.
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private void endSupervisor() throws CommandException {
    Optional<ProcessRef> supervisor =
        data.readState().map(ServerState::supervisor).filter(ProcessRef::alive);
    if (supervisor.isPresent()) {
      progress.step("Stopping Holdfast", () -> supervisor.get().end(GRACE));
    }
  }

  private void endRemains() throws CommandException {
    Optional<ServerState> state = data.readState();
    PostgresSoftware software = PostgresSoftware.of(data);
    Postgres database = new Postgres(software, data);
    if (database.orphan().isPresent()) {
      software.ensure(progress);
    }
    new Remains(data).end(state.orElseGet(ServerState::unknown), database);
    if (state.isPresent()) {
      data.writeStopped(state.get());
    }
  }
}
