package dev.holdfast.kernel.snapshot;

import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot file from its beginning to its end, in memory for the names of its buckets and
 * of one bucket's segments. Not thread-safe; after a failure the file is of no use.
 */
public final class SnapshotWriter {
  /** The last bytes of a whole file. */
  static final String END = "holdfast";

  private final OutputStream out;
  private final String headLine;
  private final List<SnapshotIndex.Entry> index = new ArrayList<>();
  private final List<SnapshotPart> parts = new ArrayList<>();
  private @Nullable BucketKey key;
  private long written;

  /**
   * Begins a file.
   *
   * @param out gets it; stays the caller's to flush and close
   */
  public SnapshotWriter(OutputStream out, SnapshotHead head) throws IOException {
    this.out = out;
    this.headLine = WireJson.mapper().writeValueAsString(head) + '\n';
    write((SnapshotIndex.FIRST_LINE + headLine).getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a bucket, whose segments follow. */
  public void bucket(BucketKey bucketKey) {
    key = bucketKey;
    parts.clear();
  }

  /**
   * Adds the next segment of the bucket, in the order of the keys.
   *
   * @param zstd its content, compressed
   */
  public void segment(SegmentRef segment, byte[] zstd) throws IOException {
    byte[] sealed = begun().seal(parts.size() + 1L, zstd);
    parts.add(
        new SnapshotPart(segment.id(), segment.rows(), segment.bytes(), written, sealed.length));
    write(sealed);
  }

  /** Ends the bucket. */
  public void endBucket() throws IOException {
    byte[] list = begun().seal(BucketKey.LIST, WireJson.mapper().writeValueAsBytes(parts));
    index.add(
        new SnapshotIndex.Entry(begun().tag(), written, list.length, SnapshotIndex.digest(list)));
    write(list);
    key = null;
  }

  /**
   * Ends the file.
   *
   * @param signer makes the seal of the digest of what was written
   */
  public void finish(UnaryOperator<String> signer) throws IOException {
    byte[] entries = SnapshotIndex.bytes(index);
    long at = written;
    write(entries);
    byte[] tail =
        WireJson.mapper()
            .writeValueAsBytes(
                new SnapshotTail(
                    at, index.size(), signer.apply(SnapshotIndex.digest(headLine, entries))));
    write(tail);
    write(ByteBuffer.allocate(Integer.BYTES).putInt(tail.length).array());
    write(END.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of the file so far. */
  public long written() {
    return written;
  }

  /** Buckets of the file so far. */
  public int buckets() {
    return index.size();
  }

  private BucketKey begun() {
    if (key == null) {
      throw new IllegalStateException("no bucket was begun");
    }
    return key;
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }
}
