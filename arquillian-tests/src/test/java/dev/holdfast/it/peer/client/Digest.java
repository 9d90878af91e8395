package dev.holdfast.it.peer.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * What proves that rows are the server's: how many, and the sum of their hashes, in whatever order.
 *
 * @param rows how many
 * @param sum sum of the hashes modulo 2^64
 */
public record Digest(long rows, long sum) {
  static final Digest EMPTY = new Digest(0, 0);

  /** Of these rows by their keys. */
  public static Digest of(Map<String, String> rows) {
    Digest digest = EMPTY;
    for (Map.Entry<String, String> row : rows.entrySet()) {
      digest = digest.plus(row.getKey(), row.getValue());
    }
    return digest;
  }

  Digest plus(String key, String row) {
    return new Digest(rows + 1, sum + ByteBuffer.wrap(sha256(key + "\t" + row)).getLong());
  }

  /** The range of 2^{@code bits} in which a key is. */
  static int range(String key, int bits) {
    return bits == 0 ? 0 : ByteBuffer.wrap(sha256(key)).getInt() >>> (Integer.SIZE - bits);
  }

  static String hex(byte[]... parts) {
    return HexFormat.of().formatHex(sha256(parts));
  }

  private static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
