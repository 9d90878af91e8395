package dev.holdfast.device.store.content;

import dev.holdfast.device.keys.seal.Sealed;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * How a content is sealed: in blocks of 64 KiB by AES-256-GCM, each a nonce (12 bytes), the block
 * encrypted, its tag (16). All are full but the last, which is empty only if the content is.
 * Authenticated with each is its number (8 bytes, big endian) and whether it is the last (1 byte):
 * none can be left out, doubled, moved or cut off unseen. The nonces are random, so that a block
 * which a cut made half is written again without harm.
 *
 * @param key of this content only
 * @param size of the content in bytes
 */
record Blocks(byte[] key, long size) {
  /** Length of every block but the last, in bytes before encryption. */
  static final int BYTES = 64 * 1024;

  private static final int MORE = Sealed.NONCE_BYTES + Sealed.TAG_BITS / Byte.SIZE;

  /** Length of every block but the last, as it is in the file. */
  static final int SEALED_BYTES = BYTES + MORE;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A key for a content. */
  static byte[] newKey() {
    byte[] key = new byte[Sealed.KEY_BYTES];
    RANDOM.nextBytes(key);
    return key;
  }

  /** How many there are. */
  long count() {
    return Math.max(1, (size + BYTES - 1) / BYTES);
  }

  /** How long the file is. */
  long fileBytes() {
    return size + count() * MORE;
  }

  /** Where a block begins in the file. */
  static long place(long number) {
    return number * SEALED_BYTES;
  }

  /** How long a block is, before encryption. */
  int length(long number) {
    return isLast(number) ? (int) (size - number * BYTES) : BYTES;
  }

  /** How long a block is in the file. */
  int sealedLength(long number) {
    return length(number) + MORE;
  }

  private boolean isLast(long number) {
    return number == count() - 1;
  }

  /** Encrypts a block. */
  byte[] seal(long number, byte[] block, int length) {
    return seal(number, isLast(number), block, length);
  }

  /** Encrypts a block of a content whose size is not known yet. */
  byte[] seal(long number, boolean last, byte[] block, int length) {
    byte[] nonce = new byte[Sealed.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = new byte[length + MORE];
      System.arraycopy(nonce, 0, sealed, 0, nonce.length);
      Sealed.cipher(Cipher.ENCRYPT_MODE, key, nonce, context(number, last))
          .doFinal(block, 0, length, sealed, nonce.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw Sealed.missing(e);
    }
  }

  /** Decrypts a block; empty if it is not what was sealed as that. */
  Optional<byte[]> open(long number, byte[] sealed) {
    byte[] nonce = new byte[Sealed.NONCE_BYTES];
    System.arraycopy(sealed, 0, nonce, 0, nonce.length);
    try {
      return Optional.of(
          Sealed.cipher(Cipher.DECRYPT_MODE, key, nonce, context(number, isLast(number)))
              .doFinal(sealed, nonce.length, sealed.length - nonce.length));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw Sealed.missing(e);
    }
  }

  private static byte[] context(long number, boolean last) {
    return ByteBuffer.allocate(Long.BYTES + 1).putLong(number).put((byte) (last ? 1 : 0)).array();
  }
}
