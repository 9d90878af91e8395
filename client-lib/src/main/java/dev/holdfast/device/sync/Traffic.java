package dev.holdfast.device.sync;

import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.store.Comparisons;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of all that one sync receives. Not for use by several threads. */
final class Traffic {
  private final Set<String> mismatched = new HashSet<>();
  private final Comparisons comparisons = new Comparisons();
  private final Instant begun;
  private final @Nullable SnapshotSource snapshot;
  private long lines;
  private long rows;
  private long bytes;
  private long toldRows;
  private long toldBytes;

  /**
   * Nothing yet.
   *
   * @param begun when the sync began
   * @param snapshot from where segments are taken before they are fetched, null if from nowhere
   */
  Traffic(Instant begun, @Nullable SnapshotSource snapshot) {
    this.begun = begun;
    this.snapshot = snapshot;
  }

  /** When the sync began. */
  Instant begun() {
    return begun;
  }

  /** From where segments are taken before they are fetched, null if from nowhere. */
  @Nullable SnapshotSource snapshot() {
    return snapshot;
  }

  /** What was taken from there. */
  SyncResult.FromFile fromFile() {
    return snapshot == null ? SyncResult.FromFile.NOTHING : snapshot.used();
  }

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

  /** Rows that were stored since the last checkpoint. */
  long untoldRows() {
    return rows - toldRows;
  }

  /** Bytes that came since the last checkpoint. */
  long untoldBytes() {
    return bytes - toldBytes;
  }

  /** Another checkpoint is reached. */
  void told() {
    toldRows = rows;
    toldBytes = bytes;
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
