package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kernel.digest.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a sync stream line by line. Rows pass through as the text that the database made. Buffers
 * nothing: give it a buffered stream. Not for use by several threads. After a failure the stream is
 * cut and only good for closing.
 */
public final class SyncStreamWriter {
  private static final int TAB = '\t';
  private final OutputStream out;

  /** Writes to a stream, which stays the caller's to flush and close. */
  public SyncStreamWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes the first line. */
  public void header(SyncHeader header) throws IOException {
    line('H', utf8(json(header)));
  }

  /** Begins a bucket. */
  public void bucket(String bucket, SyncLine.Coming coming) throws IOException {
    line('B', utf8(CanonicalJson.string(bucket)), utf8(coming.code()));
  }

  /** Begins a bucket that comes whole, or as a delta. */
  public void bucket(String bucket, boolean full) throws IOException {
    bucket(bucket, full ? SyncLine.Coming.FULL : SyncLine.Coming.DELTA);
  }

  /** Begins a range of a patch. */
  public void range(int index, int bits) throws IOException {
    line('R', utf8(Integer.toString(index)), utf8(Integer.toString(bits)));
  }

  /** Sets the transaction of the lines that follow. */
  public void transaction(String transaction) throws IOException {
    line('T', utf8(CanonicalJson.string(transaction)));
  }

  /**
   * Writes a row.
   *
   * @param key JSON array of the key columns, UTF-8 without tabs and line feeds
   * @param row JSON array of the columns, likewise
   */
  public void put(byte[] key, byte[] row) throws IOException {
    line('P', key, row);
  }

  /** Writes a row; as {@link #put(byte[], byte[])}. */
  public void put(String key, String row) throws IOException {
    put(utf8(key), utf8(row));
  }

  /** Writes that a row is gone. */
  public void delete(byte[] key) throws IOException {
    line('D', key);
  }

  /** Writes that a row is gone. */
  public void delete(String key) throws IOException {
    delete(utf8(key));
  }

  /** Says which segments hold the bucket, and ends it for this stream. */
  public void segments(String checkpoint, List<SegmentRef> segments) throws IOException {
    line('S', utf8(CanonicalJson.string(checkpoint)), utf8(json(segments)));
  }

  /** Says that the device's snapshot file holds the bucket, and ends it for this stream. */
  public void inFile(String checkpoint, String key) throws IOException {
    line('K', utf8(CanonicalJson.string(checkpoint)), utf8(CanonicalJson.string(key)));
  }

  /** Ends a bucket with its digest. */
  public void finished(long rows, long sum) throws IOException {
    line('F', utf8(Long.toString(rows)), utf8(Long.toString(sum)));
  }

  /** Writes the last line. */
  public void end(String checkpoint) throws IOException {
    line('E', utf8(CanonicalJson.string(checkpoint)));
  }

  private void line(char kind, byte[]... parts) throws IOException {
    out.write(kind);
    for (byte[] part : parts) {
      out.write(TAB);
      out.write(part);
    }
    out.write('\n');
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Object value) {
    try {
      return WireJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of the protocol can always be written", e);
    }
  }
}
