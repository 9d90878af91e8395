package dev.holdfast.device.keys.file;

import dev.holdfast.device.keys.seal.Sealed;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Encrypts a file part by part with a key that is used for nothing else. Each part is bound to its
 * place, to being the last or not, and to the file's head: none can be left out, doubled, moved or
 * cut off unseen. Not thread-safe.
 */
final class SealedParts {
  /** Length of every part but the last, in bytes before encryption. */
  static final int BYTES = 64 * 1024;

  /** What encryption adds to a part, in bytes. */
  static final int MORE = Sealed.TAG_BITS / Byte.SIZE;

  private final byte[] key;
  private final byte[] head;
  private long place;

  SealedParts(byte[] key, byte[] head) {
    this.key = key;
    this.head = head;
  }

  /** Encrypts the next part. */
  byte[] seal(byte[] part, int length, boolean last) {
    try {
      return next(Cipher.ENCRYPT_MODE, last).doFinal(part, 0, length);
    } catch (GeneralSecurityException e) {
      throw Sealed.missing(e);
    }
  }

  /** Decrypts the next part; empty if it is not what was sealed as that. */
  Optional<byte[]> open(byte[] sealed, boolean last) {
    try {
      return Optional.of(next(Cipher.DECRYPT_MODE, last).doFinal(sealed));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw Sealed.missing(e);
    }
  }

  /** No more parts. */
  void forget() {
    Arrays.fill(key, (byte) 0);
  }

  private Cipher next(int mode, boolean last) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(Sealed.NONCE_BYTES).putInt(last ? 1 : 0).putLong(place++).array();
    return Sealed.cipher(mode, key, nonce, head);
  }
}
