package dev.holdfast.server.tables.api;

import jakarta.ejb.Local;
import java.util.function.LongConsumer;

/**
 * What capture keeps of rows that are gone, for devices that still have them. Forgetting it is safe
 * at any time: who has not seen it gets the buckets concerned whole.
 */
@Local
public interface Tombstones {

  /**
   * What was forgotten.
   *
   * @param tombstones entries of rows that are in their bucket no more
   * @param sums counts and sums that come to nothing
   */
  record Forgotten(long tombstones, long sums) {}

  /**
   * Forgets what transactions before one wrote, all of which have ended. In small transactions of
   * its own: writers of the same keys wait for one of them at most. A unit that fails is logged and
   * left for the next time.
   *
   * @param before the first transaction whose tombstones stay, as text
   * @param soFar told after each unit how many tombstones have gone
   */
  Forgotten forget(String before, LongConsumer soFar);
}
