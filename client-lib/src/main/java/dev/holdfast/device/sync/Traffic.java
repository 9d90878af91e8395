package dev.holdfast.device.sync;

/** Counts what one sync receives. Not for use by several threads. */
final class Traffic {
  private long lines;
  private long rows;
  private long bytes;

  /** Lines that were stored. */
  long lines() {
    return lines;
  }

  /** Rows that were stored, put or deleted. */
  long rows() {
    return rows;
  }

  /** Bytes as transferred. */
  long bytes() {
    return bytes;
  }

  void addLines(int stored, int storedRows) {
    lines += stored;
    rows += storedRows;
  }

  void addBytes(long received) {
    bytes += received;
  }
}
