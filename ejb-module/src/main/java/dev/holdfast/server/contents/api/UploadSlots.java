package dev.holdfast.server.contents.api;

import dev.holdfast.server.platform.api.RefusedException;

/**
 * How many bodies of uploads this node takes at once: each holds a thread for as long as its device
 * takes to send it, and the others have to find one, too.
 */
public interface UploadSlots {

  /** A body that is being taken. */
  interface Slot extends AutoCloseable {
    /** It is taken, or was cut. */
    @Override
    void close();
  }

  /**
   * Begins to take a body, at once.
   *
   * @throws RefusedException {@code UPLOADS_BUSY} if that is one too many
   */
  Slot take() throws RefusedException;
}
