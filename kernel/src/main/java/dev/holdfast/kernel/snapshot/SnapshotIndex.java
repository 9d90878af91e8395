package dev.holdfast.kernel.snapshot;

import dev.holdfast.kernel.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The buckets of a snapshot file: where the list of each is, and what it has to be. The server
 * signs its digest, so all that hangs on it is as the server made it.
 */
final class SnapshotIndex {
  static final String MAGIC = "holdfast-snapshot ";
  static final String FIRST_LINE = MAGIC + "1\n";

  private static final int TAG_BYTES = 12;
  private static final int DIGEST_BYTES = 32;
  static final int ENTRY_BYTES = TAG_BYTES + Long.BYTES + Integer.BYTES + DIGEST_BYTES;

  private SnapshotIndex() {}

  /**
   * One bucket.
   *
   * @param tag its {@link BucketKey#tag}
   * @param at where its list begins in the file
   * @param length how many bytes the list has there
   * @param digest SHA-256 of these bytes, in hexadecimal
   */
  record Entry(String tag, long at, int length, String digest) {}

  static byte[] bytes(List<Entry> entries) {
    ByteBuffer bytes = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
    for (Entry entry : entries) {
      bytes
          .put(Base64.getDecoder().decode(entry.tag()))
          .putLong(entry.at())
          .putInt(entry.length())
          .put(HexFormat.of().parseHex(entry.digest()));
    }
    return bytes.array();
  }

  /** Reads what {@link #bytes} made. */
  static List<Entry> entries(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<Entry> entries = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] tag = new byte[TAG_BYTES];
      in.get(tag);
      long at = in.getLong();
      int length = in.getInt();
      byte[] digest = new byte[DIGEST_BYTES];
      in.get(digest);
      entries.add(
          new Entry(
              Base64.getEncoder().encodeToString(tag),
              at,
              length,
              HexFormat.of().formatHex(digest)));
    }
    return entries;
  }

  /** What the server signs: SHA-256 of the first two lines and the index, in hexadecimal. */
  static String digest(String headLine, byte[] index) {
    MessageDigest digest = Sha256.digest();
    digest.update((FIRST_LINE + headLine).getBytes(StandardCharsets.UTF_8));
    digest.update(index);
    return HexFormat.of().formatHex(digest.digest());
  }

  static String digest(byte[] part) {
    return HexFormat.of().formatHex(Sha256.digest().digest(part));
  }
}
