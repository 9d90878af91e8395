package dev.holdfast.kernel.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Hash of a row as it travels: the first 8 bytes of SHA-256 over {@code key TAB row} in UTF-8. */
public final class RowHash {
  private RowHash() {}

  /**
   * The hash of a row.
   *
   * @param key JSON array of the key columns
   * @param row JSON array of the columns
   */
  public static long of(String key, String row) {
    byte[] line = (key + '\t' + row).getBytes(StandardCharsets.UTF_8);
    return of(line, 0, line.length);
  }

  /**
   * The hash of a row from its bytes on the wire.
   *
   * @param bytes holds {@code key TAB row}
   * @param offset where it begins
   * @param length its length in bytes
   */
  public static long of(byte[] bytes, int offset, int length) {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes, offset, length);
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
