package dev.holdfast.kernel.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opens one bucket of one snapshot file: 32 bytes that only the server can make. Parts are
 * encrypted by AES-256-GCM; each number is used for one part only, so no nonce comes twice.
 */
public final class BucketKey {
  /** The part that is the list of the others; segments are numbered from 1. */
  static final long LIST = 0;

  /** By how much a part is longer than what it holds. */
  static final int MORE = 16;

  private static final int BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 12;
  private static final String MAC = "HmacSHA256";

  private final byte[] key;

  /**
   * Takes a key.
   *
   * @throws IllegalArgumentException unless it has 32 bytes
   */
  public BucketKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("A key has " + BYTES + " bytes, not " + key.length + '.');
    }
    this.key = key.clone();
  }

  /**
   * Takes a key as {@link #text} gives it.
   *
   * @throws IllegalArgumentException unless it is Base64 of 32 bytes
   */
  public static BucketKey of(String text) {
    return new BucketKey(Base64.getDecoder().decode(text));
  }

  /** The key itself, to be given to who may have it; Base64. */
  public String text() {
    return Base64.getEncoder().encodeToString(key);
  }

  /**
   * By what the bucket is found in the file: tells nobody without the key which bucket it is.
   * Base64 of 12 bytes.
   */
  public String tag() {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      byte[] all = mac.doFinal("holdfast-snapshot tag".getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(all, TAG_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** Encrypts a part. */
  byte[] seal(long number, byte[] content) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, number).doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a part can always be encrypted", e);
    }
  }

  /** Decrypts a part; empty if it is not what was encrypted. */
  Optional<byte[]> open(long number, byte[] part) {
    if (part.length < MORE) {
      return Optional.empty();
    }
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE, number).doFinal(part));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform decrypts AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode, long number) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(MORE * Byte.SIZE, nonce));
    cipher.updateAAD(SnapshotIndex.FIRST_LINE.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
