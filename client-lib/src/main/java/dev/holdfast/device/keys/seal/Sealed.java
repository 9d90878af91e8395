package dev.holdfast.device.keys.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key encrypted under another by AES-256-GCM: a random nonce, then the key with its tag. */
public final class Sealed {
  /** Length of a key. */
  public static final int KEY_BYTES = 32;

  /** Length of a nonce, which is never used twice with one key. */
  public static final int NONCE_BYTES = 12;

  /** Length of what proves that nothing was changed. */
  public static final int TAG_BITS = 128;

  /** Length of a sealed key. */
  public static final int BYTES = NONCE_BYTES + KEY_BYTES + TAG_BITS / Byte.SIZE;

  private Sealed() {}

  /**
   * Encrypts a key.
   *
   * @param under by this one
   * @param context authenticated with it
   */
  public static byte[] seal(byte[] under, byte[] key, byte[] context) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, under, nonce, context).doFinal(key);
      return ByteBuffer.allocate(BYTES).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** Empty if it was sealed under another key, for something else, or was changed since. */
  public static Optional<byte[]> open(byte[] under, byte[] sealed, byte[] context) {
    if (sealed.length != BYTES) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, under, nonce, context)
              .doFinal(sealed, NONCE_BYTES, BYTES - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** The cipher itself. */
  public static Cipher cipher(int mode, byte[] under, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(under, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }

  /** What every Java platform has is not there. */
  public static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("this Java platform has no AES-GCM", e);
  }
}
