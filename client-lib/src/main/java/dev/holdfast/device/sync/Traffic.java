package dev.holdfast.device.sync;

import dev.holdfast.device.store.Comparisons;
import java.util.HashSet;
import java.util.Set;

/** What is known of all that one sync receives. Not for use by several threads. */
final class Traffic {
  private final Set<String> mismatched = new HashSet<>();
  private final Comparisons comparisons = new Comparisons();
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

  /** Buckets whose digest was wrong, over all streams; the receivers add to it. */
  Set<String> mismatched() {
    return mismatched;
  }

  /** What it asks to be compared. */
  Comparisons comparisons() {
    return comparisons;
  }

  void addLines(int stored, int storedRows) {
    lines += stored;
    rows += storedRows;
  }

  void addBytes(long received) {
    bytes += received;
  }
}
