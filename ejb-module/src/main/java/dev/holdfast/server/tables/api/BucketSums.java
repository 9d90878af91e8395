package dev.holdfast.server.tables.api;

import jakarta.ejb.Local;
import java.util.Collection;
import java.util.Map;

/**
 * Counts and sums of buckets, which writers leave as one row for each transaction. In the caller's
 * transaction.
 */
@Local
public interface BucketSums {

  /**
   * Folds every bucket with many rows of finished transactions into one row each, in one statement.
   * Anybody may ask at any time; one node does it, the others go home.
   *
   * @return how many buckets; 0 if another node is at it
   */
  int fold();

  /** Rows by bucket, as capture counts them; a bucket without rows is absent. */
  Map<Long, Long> rows(CapturedUnit unit, Collection<Long> buckets);

  /** Mean length of a line in bytes, measured at some lines of one bucket; 0 without any. */
  double lineBytes(CapturedUnit unit, long bucket);
}
