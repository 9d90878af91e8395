package dev.holdfast.kernel.digest;

/**
 * Digest of a bucket: how many rows it has and the sum of their hashes modulo 2^64, independent of
 * their order.
 *
 * @param rows number of rows
 * @param sum sum of their {@link RowHash}es
 */
public record BucketSum(long rows, long sum) {
  /** No rows. */
  public static final BucketSum EMPTY = new BucketSum(0, 0);

  /** With one more row. */
  public BucketSum plus(long rowHash) {
    return new BucketSum(rows + 1, sum + rowHash);
  }

  /** With the rows of another. */
  public BucketSum plus(BucketSum more) {
    return new BucketSum(rows + more.rows, sum + more.sum);
  }

  /** With one row less. */
  public BucketSum minus(long rowHash) {
    return new BucketSum(rows - 1, sum - rowHash);
  }
}
