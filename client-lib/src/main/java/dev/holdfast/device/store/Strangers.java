package dev.holdfast.device.store;

import org.slf4j.Logger;

/** Calls code of the application's: listeners, observers, subscribers. */
public final class Strangers {
  private Strangers() {}

  /**
   * Calls it. What it throws is the application's and is logged: what was done in the store is
   * done, and neither who did it nor another listener may be told otherwise. What the virtual
   * machine itself can't go on with is thrown.
   *
   * @param consequence what comes of a failure, for the log
   * @return whether it did not fail
   */
  public static boolean call(Runnable stranger, Logger log, String consequence) {
    try {
      stranger.run();
      return true;
    } catch (Exception | LinkageError | AssertionError e) {
      log.warn("{}", consequence, e);
      return false;
    }
  }
}
