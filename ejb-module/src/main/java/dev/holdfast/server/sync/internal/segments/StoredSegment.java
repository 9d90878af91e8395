package dev.holdfast.server.sync.internal.segments;

import dev.holdfast.kernel.app.BucketName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A segment as the cache keeps it.
 *
 * @param bucket the bucket that it belongs to
 * @param definition digest of that bucket's definition
 * @param rows rows in it
 * @param size size of its content
 * @param zstd the compressed content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredSegment(BucketName bucket, String definition, int rows, int size, byte[] zstd) {

  /** All of it as one value. */
  public byte[] toBytes() {
    byte[] name = bucket.toString().getBytes(StandardCharsets.UTF_8);
    byte[] digest = definition.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 * Integer.BYTES + name.length + digest.length + zstd.length)
        .putInt(name.length)
        .put(name)
        .putInt(digest.length)
        .put(digest)
        .putInt(rows)
        .putInt(size)
        .put(zstd)
        .array();
  }

  /** Reads what {@link #toBytes} made. */
  public static StoredSegment of(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    String name = text(in);
    String definition = text(in);
    int rows = in.getInt();
    int size = in.getInt();
    byte[] zstd = new byte[in.remaining()];
    in.get(zstd);
    return new StoredSegment(BucketName.parse(name), definition, rows, size, zstd);
  }

  private static String text(ByteBuffer in) {
    byte[] utf8 = new byte[in.getInt()];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
