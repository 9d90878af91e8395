package dev.holdfast.server.archive.api;

import java.util.function.LongConsumer;

/** Removes cases that were completed longer ago than their type's retention. */
@FunctionalInterface
public interface Expiry {

  /**
   * Removes what is over, in many small transactions; to be called without one. A case under legal
   * hold stays, one with an issue that nobody has resolved, and one whose history does not verify.
   *
   * @param soFar is told how many have gone
   * @return how many went
   */
  long remove(LongConsumer soFar);
}
