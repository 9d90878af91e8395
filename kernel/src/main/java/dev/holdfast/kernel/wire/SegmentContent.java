package dev.holdfast.kernel.wire;

import dev.holdfast.kernel.digest.Sha256;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a segment holds: lines of {@code key TAB row LF} in UTF-8, in the order of their keys'
 * bytes.
 */
public final class SegmentContent {
  /** Name of the encoding in which segments are kept. */
  public static final String ZSTD = "zstd";

  /** Media type. */
  public static final String MEDIA_TYPE = "application/vnd.holdfast.segment";

  private SegmentContent() {}

  /**
   * The id: SHA-256 of the bucket and the content, in lower-case hexadecimal. The same rows of
   * another bucket, or of another definition, are another segment.
   *
   * @param definition digest of the bucket's definition
   * @param bucket the bucket's name
   */
  public static String id(String definition, String bucket, byte[] content) {
    MessageDigest digest = Sha256.digest();
    digest.update((definition + '\n' + bucket + '\n').getBytes(StandardCharsets.UTF_8));
    digest.update(content);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Compresses. */
  public static byte[] compress(byte[] content) {
    ZstdCompressor compressor = new ZstdCompressor();
    byte[] room = new byte[compressor.maxCompressedLength(content.length)];
    int length = compressor.compress(content, 0, content.length, room, 0, room.length);
    return Arrays.copyOf(room, length);
  }

  /**
   * Decompresses.
   *
   * @param size size of the content
   * @throws IOException if the bytes are not what {@link #compress} makes of that much
   */
  public static byte[] decompress(byte[] compressed, int size) throws IOException {
    byte[] content = new byte[size];
    try {
      int length =
          new ZstdDecompressor()
              .decompress(compressed, 0, compressed.length, content, 0, content.length);
      if (length == size) {
        return content;
      }
    } catch (MalformedInputException | IllegalArgumentException e) {
      throw new IOException("a segment can't be decompressed", e);
    }
    throw new IOException("a segment is shorter than said");
  }
}
