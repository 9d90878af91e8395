package dev.holdfast.server.sync.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/** Wakes connected devices when something is new for them. Carries no data. */
@Local
public interface Doorbell {

  /** The way to one device. Calls never block, and come one at a time. */
  interface Wire {

    /**
     * Something is new.
     *
     * @param summons whether an administrator wants the device to come now, whatever least time it
     *     keeps between its syncs
     * @return false if the device can't be reached; it is then forgotten
     */
    boolean ring(boolean summons);

    /** A sign of life; as {@link #ring}. */
    boolean beat();

    /** It is over. The device may come again. */
    void close();
  }

  /**
   * Rings for a device from now on, until its rights or its scope may have changed: then the wire
   * is rung and closed, and the device comes again. A wire of the same device from before is
   * closed.
   *
   * @throws RefusedException {@code DEVICE_REQUIRED}; {@code UNAVAILABLE} if too many devices are
   *     here, or the database can't be watched
   */
  void attach(Caller caller, Wire wire) throws RefusedException;
}
