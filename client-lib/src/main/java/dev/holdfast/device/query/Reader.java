package dev.holdfast.device.query;

import dev.holdfast.device.store.Database;

/** Reads the store, if it may be read. */
@FunctionalInterface
public interface Reader {
  /**
   * Reads one state of it.
   *
   * @throws dev.holdfast.device.api.LockedException if the device is locked
   */
  <T> T read(Database.Work<T> work);
}
