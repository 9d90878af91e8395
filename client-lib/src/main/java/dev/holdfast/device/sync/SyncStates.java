package dev.holdfast.device.sync;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.UnreachableException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the device does about syncing at present. Who keeps it in sync says what it waits for, and
 * each sync how far it is; while one goes on, that is what counts. Thread-safe.
 */
final class SyncStates {
  private static final SyncState IDLE = new SyncState.Idle();

  private final Consumer<SyncState> told;
  private volatile SyncState present = IDLE;
  private SyncState resting = IDLE;
  private boolean running;

  /**
   * Idle.
   *
   * @param told each state that is another than the one before, in order; must be quick
   */
  SyncStates(Consumer<SyncState> told) {
    this.told = told;
  }

  SyncState present() {
    return present;
  }

  /** What it is when no sync goes on. */
  synchronized void rests(SyncState state) {
    resting = state;
    if (!running) {
      become(state);
    }
  }

  /** Nobody keeps it in sync (any more). */
  void idles() {
    rests(IDLE);
  }

  /** A sync goes on. */
  synchronized void runs(Progress progress) {
    running = true;
    become(new SyncState.Running(progress));
  }

  /**
   * A sync has ended.
   *
   * @param failure why, null if it ended well
   */
  synchronized void ended(@Nullable HoldfastException failure) {
    running = false;
    become(
        failure instanceof UnreachableException away
            ? new SyncState.Away(null, away.reason(), away.getMessage())
            : resting);
  }

  private void become(SyncState next) {
    if (!next.equals(present)) {
      present = next;
      told.accept(next);
    }
  }
}
