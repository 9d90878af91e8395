package dev.holdfast.device.store;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The key of a store: derived from the passphrase once, so that every further connection opens at
 * once. Derivation and salt (the file's first 16 bytes) are SQLCipher 4's own, so any SQLCipher
 * tool opens the file with the passphrase.
 */
public final class StoreKey {
  /** How a store is opened: makes the key of a store file. */
  @FunctionalInterface
  public interface Source {
    /** The key of the file with this salt, which need not exist. */
    StoreKey keyOf(byte[] salt);
  }

  private static final int KEY_BITS = 256;
  private static final int ITERATIONS = 256_000;

  private final byte[] keyAndSalt;

  private StoreKey(byte[] keyAndSalt) {
    this.keyAndSalt = keyAndSalt;
  }

  /**
   * A passphrase.
   *
   * @param passphrase not kept; the caller clears it
   */
  public static Source passphrase(char[] passphrase) {
    return salt -> derive(salt, passphrase);
  }

  private static StoreKey derive(byte[] salt, char[] passphrase) {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, ITERATIONS, KEY_BITS);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
      StoreKey result = new StoreKey(join(key, salt));
      Arrays.fill(key, (byte) 0);
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }

  /**
   * A key that somebody else keeps, such as the operating system's key store.
   *
   * @param key 32 random bytes; not kept, the caller clears it
   */
  public static Source key(byte[] key) {
    if (key.length * Byte.SIZE != KEY_BITS) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    return salt -> new StoreKey(join(key, salt));
  }

  private static byte[] join(byte[] key, byte[] salt) {
    byte[] both = Arrays.copyOf(key, key.length + salt.length);
    System.arraycopy(salt, 0, both, key.length, salt.length);
    return both;
  }

  /** The raw key followed by the salt, as SQLCipher takes it. */
  byte[] keyAndSalt() {
    return keyAndSalt;
  }

  /** Overwrites the key in memory. */
  void clear() {
    Arrays.fill(keyAndSalt, (byte) 0);
  }
}
