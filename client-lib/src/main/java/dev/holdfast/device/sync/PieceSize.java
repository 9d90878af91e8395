package dev.holdfast.device.sync;

import java.time.Duration;

/**
 * How much of a content goes in one request: between two of them actions go first, so none may take
 * long; and each costs a round trip. For one thread.
 */
final class PieceSize {
  private static final int LEAST = 256 * 1024;
  private static final int MOST = 1024 * 1024;
  private static final int TINY = 16 * 1024;
  private static final Duration QUICK = Duration.ofSeconds(1);

  private int bytes = LEAST;

  int bytes() {
    return bytes;
  }

  /** A piece has gone. */
  void took(Duration time) {
    if (time.compareTo(QUICK) <= 0) {
      bytes = Math.min(MOST, Math.max(LEAST, bytes * 2));
    } else if (bytes > LEAST) {
      bytes /= 2;
    }
  }

  /** A piece was lost: as little as possible is to be lost again. */
  void lost() {
    bytes = Math.min(bytes, LEAST);
  }

  /** Something on the way does not let a piece of this size pass; whether a smaller one may. */
  boolean halve() {
    bytes /= 2;
    return bytes >= TINY;
  }
}
