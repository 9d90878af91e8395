package dev.holdfast.device.sync;

import dev.holdfast.device.api.SnapshotFileException;
import dev.holdfast.device.api.SnapshotFileException.Reason;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.store.Segment;
import dev.holdfast.kernel.snapshot.BucketKey;
import dev.holdfast.kernel.snapshot.SnapshotFormatException;
import dev.holdfast.kernel.snapshot.SnapshotReader;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot file as one sync uses it. What is damaged in it comes from the server. For one thread
 * at a time.
 */
public final class SnapshotSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSource.class);

  private final Path path;
  private final SnapshotReader file;
  private long rows;
  private int segments;
  private int damaged;

  private SnapshotSource(Path path, SnapshotReader file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens a file.
   *
   * @throws SnapshotFileException if it can't be used
   */
  public static SnapshotSource open(Path path) {
    try {
      return new SnapshotSource(path, SnapshotReader.open(path));
    } catch (SnapshotFormatException e) {
      throw new SnapshotFileException(reason(e), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new SnapshotFileException(
          Reason.UNREADABLE,
          "The snapshot file %s can't be read: %s".formatted(path, e.getMessage()),
          e);
    }
  }

  private static Reason reason(SnapshotFormatException e) {
    return switch (e.reason()) {
      case NOT_A_SNAPSHOT -> Reason.NOT_A_SNAPSHOT;
      case TOO_NEW -> Reason.TOO_NEW;
      case DAMAGED -> Reason.DAMAGED;
    };
  }

  /** What to tell the server of it. */
  SyncRequest.Offer offer() {
    return file.offer();
  }

  /**
   * The segments of a bucket that the server says to be in the file; if they can't be read, those
   * that the server has are asked for.
   *
   * @throws SyncFailedException if the server gave no key
   * @throws SnapshotFileException if the file can't be read any more
   */
  SyncLine.Segments named(SyncLine.InFile line) {
    BucketKey key = key(line);
    Optional<List<SegmentRef>> found;
    try {
      found = file.open(key);
    } catch (IOException e) {
      throw gone(e);
    }
    if (found.isEmpty()) {
      damaged++;
      LOG.warn("A bucket of the snapshot file is damaged; it comes from the server.");
      return SyncLine.Segments.BEING_MADE;
    }
    return new SyncLine.Segments(line.checkpoint(), found.get());
  }

  private static BucketKey key(SyncLine.InFile line) {
    try {
      return BucketKey.of(line.key());
    } catch (IllegalArgumentException e) {
      throw new SyncFailedException("The server gave a key to the snapshot file that is none.", e);
    }
  }

  /**
   * A segment, compressed; empty if the file does not have it, or not as it was.
   *
   * @throws SnapshotFileException if the file can't be read any more
   */
  Optional<byte[]> zstd(Segment segment) {
    Optional<byte[]> found;
    try {
      found = file.zstd(segment.id());
    } catch (IOException e) {
      throw gone(e);
    }
    if (found.isEmpty() && file.has(segment.id())) {
      damaged(segment);
    }
    return found;
  }

  /** Whoever has a slow line would not want the rest to come over it unasked. */
  private SnapshotFileException gone(IOException e) {
    return new SnapshotFileException(
        Reason.UNREADABLE,
        ("The snapshot file %s can't be read any more: %s. What came of it is kept. Sync again with"
                + " the file, or without it: then the rest comes over the network.")
            .formatted(path, e.getMessage()),
        e);
  }

  /** What was read is not the segment. */
  void damaged(Segment segment) {
    damaged++;
    file.spoilt(segment.id());
    LOG.warn(
        "Segment {} of {} is damaged in the snapshot file; it comes from the server.",
        segment.id(),
        segment.bucket());
  }

  /** A segment was used. */
  void used(Segment segment) {
    segments++;
    rows += segment.rows();
  }

  /** What was used so far. */
  SyncResult.FromFile used() {
    return new SyncResult.FromFile(rows, segments, damaged);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It was read only.
      LOG.debug("The snapshot file can't be closed.", e);
    }
  }
}
