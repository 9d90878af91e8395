package dev.holdfast.device.keys;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.seal.Sealed;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How much it costs to try one passphrase, by Argon2id (RFC 9106).
 *
 * @param memoryKibibytes memory that it takes, in KiB
 * @param iterations passes over that memory
 * @param lanes parts of it that could be worked on at once; it is done one after the other
 */
record Argon2id(int memoryKibibytes, int iterations, int lanes) {
  /** RFC 9106, section 4, for where memory is scarce: the second recommended option. */
  static final Argon2id PRESENT = new Argon2id(64 * 1024, 3, 4);

  /** Who changes the file may make us fail, but not take all memory or all time. */
  private static final Argon2id MOST = new Argon2id(256 * 1024, 64, 64);

  private static final int LEAST_MEMORY_PER_LANE = 8;
  private static final int KIBIBYTES_PER_MEBIBYTE = 1024;

  /** Whether these are parameters that somebody may have chosen. */
  boolean isReasonable() {
    return iterations >= 1
        && lanes >= 1
        && iterations <= MOST.iterations
        && lanes <= MOST.lanes
        && memoryKibibytes >= LEAST_MEMORY_PER_LANE * lanes
        && memoryKibibytes <= MOST.memoryKibibytes;
  }

  /** Whether one try costs less than by others. */
  boolean isWeakerThan(Argon2id other) {
    return (long) memoryKibibytes * iterations < (long) other.memoryKibibytes * other.iterations;
  }

  /**
   * The key for a passphrase, 32 bytes.
   *
   * @throws StoreException if there is not so much memory
   */
  byte[] derive(char[] passphrase, byte[] salt) {
    try {
      return stretch(passphrase, salt);
    } catch (OutOfMemoryError e) {
      // All of it is free again: nothing but this is unfinished.
      throw new StoreException(
          StoreException.Reason.FAILED,
          "There is not enough memory to stretch the passphrase: %d MiB are needed. Close something and try again."
              .formatted(memoryKibibytes / KIBIBYTES_PER_MEBIBYTE),
          e);
    }
  }

  private byte[] stretch(char[] passphrase, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKibibytes)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] text = utf8(passphrase);
    try {
      byte[] key = new byte[Sealed.KEY_BYTES];
      generator.generateBytes(text, key);
      return key;
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static byte[] utf8(char[] text) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }
}
