package dev.holdfast.device.keys;

import dev.holdfast.device.keys.seal.Sealed;
import java.util.Optional;

/** A key of the application's own: 32 random bytes, which nobody guesses. */
final class SecretProtection implements KeyProtection {
  private final byte[] secret;

  SecretProtection(byte[] secret) {
    if (secret.length != Sealed.KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.secret = secret;
  }

  @Override
  public String scheme() {
    return "key";
  }

  @Override
  public byte[] wrap(byte[] key, byte[] context) {
    return Sealed.seal(secret, key, context);
  }

  @Override
  public Optional<byte[]> unwrap(byte[] wrapped, byte[] context) {
    return Sealed.open(secret, wrapped, context);
  }

  /** Then the file was encrypted under the application's key itself. */
  @Override
  public Optional<byte[]> keyOfOldStore(byte[] salt) {
    return Optional.of(secret.clone());
  }
}
