package dev.holdfast.device.store.salvage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pages of SQLCipher 4: AES-256-CBC, its initialization vector and HMAC-SHA512 over both and the
 * page's number at the end of each page.
 */
final class PageCipher {
  static final int PAGE_BYTES = 4096;
  private static final int VECTOR_BYTES = 16;
  private static final int MAC_BYTES = 64;

  /** What SQLite may use of a page. */
  static final int USABLE_BYTES = PAGE_BYTES - VECTOR_BYTES - MAC_BYTES;

  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final byte MAC_SALT_MASK = 0x3a;

  private final SecretKeySpec key;
  private final SecretKeySpec macKey;

  /**
   * The cipher of a file.
   *
   * @param keyAndSalt the raw key, then the file's salt
   */
  PageCipher(byte[] keyAndSalt) {
    byte[] raw = Arrays.copyOf(keyAndSalt, KEY_BYTES);
    byte[] macSalt = Arrays.copyOfRange(keyAndSalt, KEY_BYTES, KEY_BYTES + SALT_BYTES);
    for (int i = 0; i < SALT_BYTES; i++) {
      macSalt[i] ^= MAC_SALT_MASK;
    }
    key = new SecretKeySpec(raw, "AES");
    byte[] stretched = stretch(raw, macSalt);
    macKey = new SecretKeySpec(stretched, "HmacSHA512");
    Arrays.fill(raw, (byte) 0);
    Arrays.fill(stretched, (byte) 0);
  }

  /** PBKDF2 with two rounds, as far as one block goes. */
  private static byte[] stretch(byte[] key, byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      mac.update(salt);
      byte[] first = mac.doFinal(new byte[] {0, 0, 0, 1});
      byte[] second = mac.doFinal(first);
      for (int i = 0; i < first.length; i++) {
        first[i] ^= second[i];
      }
      return Arrays.copyOf(first, KEY_BYTES);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** What is in a page, empty if it is not what was written there. */
  Optional<byte[]> read(int number, byte[] page) {
    int begin = number == 1 ? SALT_BYTES : 0;
    int macAt = PAGE_BYTES - MAC_BYTES;
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(macKey);
      mac.update(page, begin, macAt - begin);
      mac.update(
          ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
      if (!MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(page, macAt, PAGE_BYTES))) {
        return Optional.empty();
      }
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(page, USABLE_BYTES, VECTOR_BYTES));
      byte[] plain = new byte[USABLE_BYTES];
      cipher.doFinal(page, begin, USABLE_BYTES - begin, plain, begin);
      if (number == 1) {
        byte[] magic = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, plain, 0, SALT_BYTES);
      }
      return Optional.of(plain);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("this Java platform lacks AES-CBC or HMAC-SHA512", e);
  }
}
