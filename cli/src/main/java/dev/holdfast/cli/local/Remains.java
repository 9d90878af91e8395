package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an earlier run left behind when its supervisor was killed: servers that nobody owns. Only
 * processes that are proven to be ours are ended.
 */
final class Remains {
  private static final Duration GRACE = Duration.ofSeconds(40);

  private final DataDirectory data;

  Remains(DataDirectory data) {
    this.data = data;
  }

  /**
   * Ends what is left of an earlier run.
   *
   * @param postgres the database server of the directory
   * @return whether there was anything
   */
  boolean end(DatabaseServer postgres) throws CommandException {
    Optional<ServerState> state = data.readState();
    boolean wildfly = state.map(ServerState::wildfly).filter(Remains::endIfAlive).isPresent();
    boolean database = endDatabase(postgres, state);
    if (state.isPresent()) {
      data.writeState(state.get().stopped());
    }
    return wildfly || database;
  }

  private static boolean endDatabase(DatabaseServer postgres, Optional<ServerState> state) {
    boolean running =
        Stream.concat(
                postgres.orphan().map(ProcessRef::of).stream(),
                state.map(ServerState::postgres).stream())
            .anyMatch(ProcessRef::alive);
    if (running) {
      postgres.stop();
      state.map(ServerState::postgres).ifPresent(Remains::endIfAlive);
    }
    return running;
  }

  private static boolean endIfAlive(ProcessRef process) {
    boolean alive = process.alive();
    process.end(GRACE);
    return alive;
  }
}
