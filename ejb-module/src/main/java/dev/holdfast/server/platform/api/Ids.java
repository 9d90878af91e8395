package dev.holdfast.server.platform.api;

import java.util.UUID;

/** Makes ids. */
public interface Ids {

  /**
   * A new UUIDv7: unique, and greater than every one that this node has made before, also within a
   * millisecond and when the clock goes back.
   */
  UUID next();
}
