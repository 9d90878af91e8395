package dev.holdfast.kernel.digest;

import java.nio.charset.StandardCharsets;

/**
 * Ranges of a bucket's keys, in which two sides look for what differs. There are {@code 2^bits} of
 * them; a key is in the one that the first bits of the SHA-256 of its JSON text say, so that every
 * range has about as many rows.
 */
public final class KeyRanges {
  /** Most ranges of a bucket, as a power of two. */
  public static final int MOST_BITS = 12;

  private static final int ROWS = 64;
  private static final int HASH_BITS = 16;

  private KeyRanges() {}

  /** The range that a key is in, from 0. */
  public static int of(String key, int bits) {
    byte[] hash = Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8));
    return ((hash[0] & 0xff) << 8 | hash[1] & 0xff) >> HASH_BITS - bits;
  }

  /**
   * Into how many ranges so many rows are best divided: 32 to 64 rows each.
   *
   * @param mostBits what is not exceeded
   * @return the ranges as a power of two
   */
  public static int bits(long rows, int mostBits) {
    int bits = 0;
    while (bits < mostBits && rows > (long) ROWS << bits) {
      bits++;
    }
    return bits;
  }
}
