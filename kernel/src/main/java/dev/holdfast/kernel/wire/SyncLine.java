package dev.holdfast.kernel.wire;

import java.util.List;
import java.util.Locale;

/** One line of a sync stream, see {@code docs/specs/protocol.md}. */
public sealed interface SyncLine {

  /**
   * {@code H}: first line.
   *
   * @param header what the stream is
   */
  record Header(SyncHeader header) implements SyncLine {}

  /** How a bucket comes. */
  enum Coming {
    /** All of it, as a new generation. */
    FULL,
    /** What changed since the device's checkpoint. */
    DELTA,
    /** What differs from that which the device stores, by ranges of keys. */
    PATCH;

    /** As it is written in a stream. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * {@code B}: the lines that follow belong to this bucket.
   *
   * @param bucket the bucket's name
   * @param coming how it comes
   */
  record Bucket(String bucket, Coming coming) implements SyncLine {
    /** Whole, or else a delta. */
    public Bucket(String bucket, boolean full) {
      this(bucket, full ? Coming.FULL : Coming.DELTA);
    }

    /** Whether a new generation of the bucket begins. */
    public boolean full() {
      return coming == Coming.FULL;
    }

    /** Whether it comes by ranges. */
    public boolean patch() {
      return coming == Coming.PATCH;
    }
  }

  /**
   * {@code R}: in a patch, the rows that follow are all rows of this range of keys.
   *
   * @param index the range, see {@link dev.holdfast.kernel.digest.KeyRanges}
   * @param bits of how many, as a power of two
   */
  record Range(int index, int bits) implements SyncLine {}

  /**
   * {@code T}: the lines that follow have this transaction in their position.
   *
   * @param transaction transaction id
   */
  record Transaction(String transaction) implements SyncLine {}

  /**
   * {@code P}: the row is as given.
   *
   * @param key JSON array of the key columns, as received
   * @param row JSON array of the columns, as received
   * @param hash the row's {@link dev.holdfast.kernel.digest.RowHash}
   */
  record Put(String key, String row, long hash) implements SyncLine {}

  /**
   * {@code D}: the row is not in the bucket (any more).
   *
   * @param key JSON array of the key columns, as received
   */
  record Delete(String key) implements SyncLine {}

  /**
   * {@code F}: the bucket is complete.
   *
   * @param rows its rows at the checkpoint
   * @param sum sum of their hashes modulo 2^64
   */
  record Finished(long rows, long sum) implements SyncLine {}

  /**
   * {@code S}: most of the bucket is in segments; it ends here and goes on in a later stream.
   *
   * @param checkpoint the snapshot that the segments show; changes after it come as lines
   * @param segments the segments in the order of their keys; none if they are being made, and the
   *     bucket begins in a later stream
   */
  record Segments(String checkpoint, List<SegmentRef> segments) implements SyncLine {
    /** Segments that are being made. */
    public static final Segments BEING_MADE = new Segments("", List.of());

    /** Keeps a copy. */
    public Segments {
      segments = List.copyOf(segments);
    }
  }

  /**
   * {@code K}: most of the bucket is in the snapshot file that the device has offered; it ends here
   * and goes on in a later stream.
   *
   * @param checkpoint the snapshot that the file shows; changes after it come as lines
   * @param key opens the bucket in the file; Base64
   */
  record InFile(String checkpoint, String key) implements SyncLine {
    /** Without the key. */
    @Override
    public String toString() {
      return "InFile[checkpoint=" + checkpoint + ']';
    }
  }

  /**
   * {@code E}: last line, everything was sent.
   *
   * @param checkpoint the checkpoint that is reached
   */
  record End(String checkpoint) implements SyncLine {}
}
