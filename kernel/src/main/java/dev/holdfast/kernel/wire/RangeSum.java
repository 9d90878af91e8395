package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a device stores of one range of a bucket's keys; in JSON an array.
 *
 * @param rows its rows, {@link #DAMAGED} if the device knows that something in it is wrong
 * @param sum sum of their hashes modulo 2^64
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"rows", "sum"})
public record RangeSum(long rows, long sum) {
  /** A range without rows. */
  public static final RangeSum EMPTY = new RangeSum(0, 0);

  /** A range that is like none, so that it comes again. */
  public static final RangeSum DAMAGED = new RangeSum(-1, 0);

  /** With one more row. */
  public RangeSum plus(long rowHash) {
    return isDamaged() ? this : new RangeSum(rows + 1, sum + rowHash);
  }

  /** Whether its rows are not known to be anything. */
  @JsonIgnore
  public boolean isDamaged() {
    return rows < 0;
  }
}
