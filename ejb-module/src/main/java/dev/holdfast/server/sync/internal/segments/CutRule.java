package dev.holdfast.server.sync.internal.segments;

/**
 * Where a bucket's rows are cut into segments. A cut depends on the key before it, not on how many
 * rows precede: a bucket that changed a little has mostly the same segments again. The fuller a
 * segment, the more keys end it, so that few are cut by size alone.
 *
 * @param mostBytes size that a segment reaches at most, but for its last row
 */
public record CutRule(int mostBytes) {
  private static final int RARELY = 0xFFF;
  private static final int OFTEN = 0xFF;
  private static final int SOON = 0x1F;
  private static final int PRIME = 0x01000193;

  /**
   * Whether a segment ends after a row.
   *
   * @param key the row's key
   * @param bytes the segment's size with the row
   */
  public boolean endsAfter(byte[] key, int bytes) {
    if (bytes < mostBytes / 4) {
      return false;
    }
    int mask = bytes < mostBytes / 2 ? RARELY : bytes < mostBytes / 4 * 3 ? OFTEN : SOON;
    return bytes >= mostBytes || (hash(key) & mask) == 0;
  }

  /** FNV-1a with its bits mixed; stable over versions, so that nodes of a cluster agree. */
  private static int hash(byte[] key) {
    int hash = 0x811C9DC5;
    for (byte octet : key) {
      hash = (hash ^ octet & 0xFF) * PRIME;
    }
    hash ^= hash >>> 15;
    hash *= 0x2C1B3C6D;
    return hash ^ hash >>> 13;
  }
}
