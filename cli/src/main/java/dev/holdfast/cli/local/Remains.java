package dev.holdfast.cli.local;

import java.time.Duration;
import java.util.Objects;
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
   * @param state what is remembered of it
   * @param postgres the database server of the directory
   * @return whether there was anything
   */
  boolean end(ServerState state, DatabaseServer postgres) {
    boolean wildfly =
        state.nodes().stream()
            .map(NodeState::wildfly)
            .filter(Objects::nonNull)
            .map(Remains::endIfAlive)
            .reduce(false, Boolean::logicalOr);
    boolean database = endDatabase(postgres, Optional.ofNullable(state.postgres()));
    boolean helpers = Helpers.endOrphans(data);
    return wildfly || database || helpers;
  }

  private static boolean endDatabase(DatabaseServer postgres, Optional<ProcessRef> remembered) {
    boolean running =
        Stream.concat(postgres.orphan().map(ProcessRef::of).stream(), remembered.stream())
            .anyMatch(ProcessRef::alive);
    if (running) {
      postgres.stop();
      remembered.ifPresent(Remains::endIfAlive);
    }
    return running;
  }

  private static boolean endIfAlive(ProcessRef process) {
    boolean alive = process.alive();
    process.end(GRACE);
    return alive;
  }
}
