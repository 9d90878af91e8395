package dev.holdfast.device.store;

import dev.holdfast.device.engine.StoreEngine;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The key of a store's file and the file's salt, its first 16 bytes. Both are random and never
 * change while the file lives; SQLCipher makes the key of its pages' authentication of them.
 */
final class StoreKey {
  static final int KEY_BYTES = StoreEngine.KEY_BYTES;
  static final int SALT_BYTES = StoreEngine.SALT_BYTES;

  private final byte[] keyAndSalt;

  private StoreKey(byte[] keyAndSalt) {
    this.keyAndSalt = keyAndSalt;
  }

  /** Another one each time. */
  static StoreKey random() {
    byte[] both = new byte[KEY_BYTES + SALT_BYTES];
    new SecureRandom().nextBytes(both);
    return new StoreKey(both);
  }

  /**
   * That of a file.
   *
   * @param key copied and overwritten
   * @throws IllegalArgumentException if it is none: padded, it would be one that is guessed
   */
  static StoreKey of(byte[] key, byte[] salt) {
    if (key.length != KEY_BYTES) {
      Arrays.fill(key, (byte) 0);
      throw new IllegalArgumentException("a key has %d bytes".formatted(KEY_BYTES));
    }
    byte[] both = Arrays.copyOf(key, KEY_BYTES + SALT_BYTES);
    System.arraycopy(salt, 0, both, KEY_BYTES, SALT_BYTES);
    Arrays.fill(key, (byte) 0);
    return new StoreKey(both);
  }

  /** The raw key followed by the salt, as SQLCipher takes it. */
  byte[] keyAndSalt() {
    return keyAndSalt;
  }

  /** A copy of the raw key, for who overwrites it. */
  byte[] key() {
    return Arrays.copyOf(keyAndSalt, KEY_BYTES);
  }

  byte[] salt() {
    return Arrays.copyOfRange(keyAndSalt, KEY_BYTES, KEY_BYTES + SALT_BYTES);
  }

  /** Overwrites the key in memory. */
  void clear() {
    Arrays.fill(keyAndSalt, (byte) 0);
  }
}
