package dev.holdfast.server.sync.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Wakes connected devices when something is new for them, and hands those that take it what they
 * lack at once, as far as it is little and known here.
 */
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

    /**
     * Hands the device what it lacks: an answer to a sync, as it would get it.
     *
     * @param from the checkpoint that it has to hold for that
     * @param packed the stream, as gzip members one after the other
     * @return false if the device does not take it now, and is to be rung instead
     */
    boolean delta(String from, List<byte[]> packed);

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
   * @param deltas whether the device takes what it lacks at the door
   * @throws RefusedException {@code DEVICE_REQUIRED}; {@code UNAVAILABLE} if too many devices are
   *     here, or the database can't be watched
   */
  void attach(Caller caller, Wire wire, boolean deltas) throws RefusedException;
}
