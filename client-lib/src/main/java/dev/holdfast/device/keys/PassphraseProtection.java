package dev.holdfast.device.keys;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.seal.Sealed;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A passphrase. A wrapped key says by which parameters the passphrase is stretched, so that they
 * may grow with the years: {@code version, memory, iterations, lanes, salt, sealed key}.
 */
final class PassphraseProtection implements KeyProtection {
  private static final byte VERSION = 1;
  private static final int SALT_BYTES = 16;
  private static final int HEADER_BYTES = 1 + 3 * Integer.BYTES + SALT_BYTES;
  private static final int OLD_ITERATIONS = 256_000;

  private final char[] passphrase;
  private final Argon2id cost;

  PassphraseProtection(char[] passphrase) {
    this(passphrase, Argon2id.PRESENT);
  }

  PassphraseProtection(char[] passphrase, Argon2id cost) {
    this.passphrase = passphrase;
    this.cost = cost;
  }

  @Override
  public String scheme() {
    return "passphrase";
  }

  @Override
  public boolean isGuessable() {
    return true;
  }

  @Override
  public byte[] wrap(byte[] key, byte[] context) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put(VERSION)
            .putInt(cost.memoryKibibytes())
            .putInt(cost.iterations())
            .putInt(cost.lanes())
            .put(salt)
            .array();
    byte[] stretched = cost.derive(passphrase, salt);
    try {
      return join(header, Sealed.seal(stretched, key, join(header, context)));
    } finally {
      Arrays.fill(stretched, (byte) 0);
    }
  }

  @Override
  public Optional<byte[]> unwrap(byte[] wrapped, byte[] context) {
    byte[] header = Arrays.copyOf(wrapped, HEADER_BYTES);
    byte[] salt = Arrays.copyOfRange(header, HEADER_BYTES - SALT_BYTES, HEADER_BYTES);
    byte[] stretched = cost(wrapped).derive(passphrase, salt);
    try {
      return Sealed.open(
          stretched,
          Arrays.copyOfRange(wrapped, HEADER_BYTES, wrapped.length),
          join(header, context));
    } finally {
      Arrays.fill(stretched, (byte) 0);
    }
  }

  @Override
  public boolean isOutdated(byte[] wrapped) {
    return cost(wrapped).isWeakerThan(cost);
  }

  private static Argon2id cost(byte[] wrapped) {
    if (wrapped.length > 0 && wrapped[0] > VERSION) {
      throw new StoreException(
          StoreException.Reason.TOO_NEW,
          "The store's key was wrapped by a newer version of Holdfast. Nothing was changed.",
          null);
    }
    if (wrapped.length == HEADER_BYTES + Sealed.BYTES && wrapped[0] == VERSION) {
      ByteBuffer header = ByteBuffer.wrap(wrapped, 1, HEADER_BYTES - 1);
      Argon2id cost = new Argon2id(header.getInt(), header.getInt(), header.getInt());
      if (cost.isReasonable()) {
        return cost;
      }
    }
    throw new IllegalArgumentException("not wrapped by a passphrase that this version knows");
  }

  /** Then the passphrase was SQLCipher's own, and its file's salt that of the derivation. */
  @Override
  public Optional<byte[]> keyOfOldStore(byte[] salt) {
    PBEKeySpec spec =
        new PBEKeySpec(passphrase, salt, OLD_ITERATIONS, Sealed.KEY_BYTES * Byte.SIZE);
    try {
      return Optional.of(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
