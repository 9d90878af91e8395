package dev.holdfast.server.tables.api;

import jakarta.ejb.Local;

/** Counts and sums of buckets, as writers leave them: one row for each transaction. */
@Local
public interface BucketSums {

  /**
   * Folds every bucket with many rows of finished transactions into one row each, in one statement.
   * Anybody may ask at any time; one node does it, the others go home.
   *
   * @return how many buckets; 0 if another node is at it
   */
  int fold();
}
