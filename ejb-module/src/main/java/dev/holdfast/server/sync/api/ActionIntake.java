package dev.holdfast.server.sync.api;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/** The way up. */
@Local
public interface ActionIntake {

  /**
   * Judges a batch: exactly once per action, effect, history and outcome in one transaction.
   *
   * @return what was judged, and what is to come again because somebody else's transaction was in
   *     the way, or contents that it names are not there
   * @throws RefusedException {@code MALFORMED} or {@code TOO_LARGE} for the batch as such, {@code
   *     DEVICE_REQUIRED}; {@code UNAVAILABLE} if the database can't work now
   */
  ActionAnswer submit(Caller caller, ActionBatch batch) throws RefusedException;

  /** The same for a device that was ended and sends no contents any more: nothing waits for any. */
  ActionAnswer submitLast(Caller caller, ActionBatch batch) throws RefusedException;
}
