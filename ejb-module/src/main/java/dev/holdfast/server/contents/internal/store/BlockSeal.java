package dev.holdfast.server.contents.internal.store;

import dev.holdfast.server.contents.api.ContentUploads;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals an object in blocks that can be opened each by itself: AES-256-GCM under a key that is this
 * object's only. Number and length of the whole are authenticated with each block, so blocks can
 * neither change places nor be left out. An object is written once, so no nonce comes twice.
 */
final class BlockSeal {
  /** Bytes of a block before it is sealed, but of the last one. */
  static final int BLOCK = ContentUploads.PIECE_BYTES;

  private static final int TAG = 16;
  private static final int NONCE = 12;

  private final SecretKeySpec key;
  private final long bytes;

  /**
   * Of an object.
   *
   * @param key 32 bytes
   * @param bytes length of what it holds
   */
  BlockSeal(byte[] key, long bytes) {
    this.key = new SecretKeySpec(key, "AES");
    this.bytes = bytes;
  }

  /** How many blocks it has. */
  long blocks() {
    return (bytes + BLOCK - 1) / BLOCK;
  }

  /** How long a block is before it is sealed. */
  int length(long number) {
    return (int) Math.min(BLOCK, bytes - number * BLOCK);
  }

  /** Where a block is in the object. */
  static long at(long number) {
    return number * (BLOCK + TAG);
  }

  /** How many bytes blocks in a row have in the object. */
  int sealed(long first, int count) {
    return (count - 1) * (BLOCK + TAG) + length(first + count - 1) + TAG;
  }

  /** Seals a block into an array. Returns where the next one is. */
  int seal(long number, byte[] block, byte[] target, int offset) {
    try {
      return offset
          + cipher(Cipher.ENCRYPT_MODE, number).doFinal(block, 0, length(number), target, offset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a block can always be sealed", e);
    }
  }

  /**
   * Opens a block.
   *
   * @throws DamagedException if it is not as it was sealed
   */
  int open(long number, byte[] sealed, int offset, byte[] target, int at) throws DamagedException {
    try {
      return at
          + cipher(Cipher.DECRYPT_MODE, number)
              .doFinal(sealed, offset, length(number) + TAG, target, at);
    } catch (AEADBadTagException e) {
      throw new DamagedException("block " + number + " is not as it was stored", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a block can always be looked at", e);
    }
  }

  private Cipher cipher(int mode, long number) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = ByteBuffer.allocate(NONCE).putLong(NONCE - Long.BYTES, number).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes));
    return cipher;
  }
}
