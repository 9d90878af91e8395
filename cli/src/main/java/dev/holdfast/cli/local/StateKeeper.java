package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The state of the server that this process starts, kept in the state file from the first moment,
 * so that {@code status} and {@code down} see it. Its owner holds the {@link DataLock}. May be used
 * by several threads.
 */
final class StateKeeper {
  private final DataDirectory data;
  private ServerState state;
  private boolean ended;

  private StateKeeper(DataDirectory data, ServerState state) {
    this.data = data;
    this.state = state;
  }

  /** Begins for a command that was called by a person. */
  static StateKeeper claim(DataDirectory data, int httpPort) throws CommandException {
    StateKeeper keeper =
        new StateKeeper(data, ServerState.claimed(data.readState(), httpPort, self()));
    keeper.update(UnaryOperator.identity());
    return keeper;
  }

  /**
   * Begins for a supervisor that {@link DetachedUp} has entered in the file.
   *
   * @throws CommandException if the entry is gone: somebody has called {@code holdfast down} since
   */
  static StateKeeper resume(DataDirectory data) throws CommandException {
    Optional<ServerState> entered = data.readState().filter(s -> s.isSupervisedBy(self()));
    return new StateKeeper(data, entered.orElseThrow(StateKeeper::stoppedMeanwhile));
  }

  /** Where it stands. */
  synchronized ServerState current() {
    return state;
  }

  /**
   * Changes it.
   *
   * @throws CommandException if it has ended, or if the file can't be written
   */
  synchronized ServerState update(UnaryOperator<ServerState> change) throws CommandException {
    if (ended) {
      throw stoppedMeanwhile();
    }
    state = change.apply(state);
    data.writeState(state);
    return state;
  }

  /** Remembers that the server is down. Nothing can be changed afterwards. */
  synchronized void end() throws CommandException {
    if (!ended) {
      ended = true;
      data.writeStopped(state);
    }
  }

  private static CommandException stoppedMeanwhile() {
    return new CommandException(ExitCode.FAILED, "Stopped while it started");
  }

  private static ProcessRef self() {
    return ProcessRef.of(ProcessHandle.current());
  }
}
