package dev.holdfast.device.keys;

import java.util.Optional;

/**
 * Keeps the key of a store. The key is random, made with the store, and lies wrapped beside it: who
 * implements this wraps it, and unwraps it whenever the store is opened. So another passphrase, or
 * another keeper, costs one small file and not a new store.
 *
 * <p>An implementation is used by one thread at a time, and not after the call that it was given
 * to. It is a courtesy to overwrite secrets in memory; what is returned from here is overwritten by
 * who asked for it.
 */
public interface KeyProtection {

  /**
   * Names this way of keeping keys, for example {@code passphrase}. It lies beside the wrapped key,
   * so that the wrong keeper is told from the wrong secret.
   */
  String scheme();

  /**
   * Wraps a key.
   *
   * @param key 32 bytes; not to be kept
   * @param context what the key belongs to, to be authenticated with it
   * @return all that {@link #unwrap} needs besides the secret
   */
  byte[] wrap(byte[] key, byte[] context);

  /**
   * Unwraps a key.
   *
   * @param wrapped what {@link #wrap} returned
   * @param context the same as then
   * @return the key, empty if the secret is the wrong one
   */
  Optional<byte[]> unwrap(byte[] wrapped, byte[] context);

  /**
   * Whether people choose the secret, so that others may guess it: then wrong ones are counted, and
   * cost time.
   */
  default boolean isGuessable() {
    return false;
  }

  /** Whether a key should be wrapped anew, because this has been made stronger since. */
  default boolean isOutdated(byte[] wrapped) {
    return false;
  }

  /**
   * The key of a store that was made before keys were wrapped.
   *
   * @param salt the first 16 bytes of its file
   * @return empty if there was no such keeper then
   */
  default Optional<byte[]> keyOfOldStore(byte[] salt) {
    return Optional.empty();
  }

  /**
   * A passphrase, stretched by Argon2id.
   *
   * @param passphrase not kept; the caller clears it
   */
  static KeyProtection passphrase(char[] passphrase) {
    return new PassphraseProtection(passphrase);
  }

  /**
   * A key that the application keeps.
   *
   * @param key 32 random bytes; not kept, the caller clears them
   * @throws IllegalArgumentException if it has another length
   */
  static KeyProtection key(byte[] key) {
    return new SecretProtection(key);
  }
}
