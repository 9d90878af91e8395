package dev.holdfast.device.api;

import java.util.List;

/**
 * Whether the device holds exactly what the server said at the checkpoint: every row's bytes made
 * again from the stored columns, hashed and summed.
 *
 * @param match whether everything matches
 * @param buckets each bucket
 */
public record Verification(boolean match, List<Bucket> buckets) {

  /** Sums up the buckets. */
  public static Verification of(List<Bucket> buckets) {
    return new Verification(buckets.stream().allMatch(Bucket::match), List.copyOf(buckets));
  }

  /**
   * One bucket.
   *
   * @param bucket its name
   * @param rows rows stored
   * @param match whether rows, hashes and sum are right
   */
  public record Bucket(String bucket, long rows, boolean match) {}
}
