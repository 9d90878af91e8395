package dev.holdfast.rest.contents;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The header {@code Upload-Checksum}: what the body has to be.
 *
 * @param algorithm as Java calls it
 * @param sum the digest
 */
record Checksum(String algorithm, byte[] sum) {
  /** What is known, as {@code Tus-Checksum-Algorithm} has it. */
  static final String ALGORITHMS = "sha256,sha1";

  /** Bytes of a body with a checksum at most: all of it is looked at before any is stored. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final Map<String, String> NAMES = Map.of("sha256", "SHA-256", "sha1", "SHA-1");

  /**
   * Reads the header.
   *
   * @throws RefusedException {@code MALFORMED}
   */
  static Checksum read(String header) throws RefusedException {
    String[] parts = header.strip().split(" +", 2);
    String algorithm = NAMES.get(parts[0]);
    if (algorithm == null || parts.length == 1) {
      throw malformed();
    }
    try {
      return new Checksum(algorithm, Base64.getDecoder().decode(parts[1].strip()));
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  /**
   * Reads a body whole.
   *
   * @throws RefusedException {@code TOO_LARGE}, {@code CHECKSUM_MISMATCH}
   */
  byte[] checked(InputStream body) throws IOException, RefusedException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new RefusedException(
          ErrorCode.TOO_LARGE, "A body with a checksum has at most " + MOST_BYTES + " bytes.");
    }
    if (!MessageDigest.isEqual(digest().digest(bytes), sum)) {
      throw new RefusedException(
          ErrorCode.CHECKSUM_MISMATCH, "The " + bytes.length + " bytes have another checksum.");
    }
    return bytes;
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static RefusedException malformed() {
    return new RefusedException(
        ErrorCode.MALFORMED,
        Tus.CHECKSUM + " is one of " + ALGORITHMS + ", a space, and the checksum in Base64.");
  }
}
