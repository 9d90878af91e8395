package dev.holdfast.device.keys.file;

import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.keys.seal.Sealed;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * Writes a file that only its secret opens, with bounded memory. What was written counts when it is
 * closed; without that the file is one that was cut. Not thread-safe.
 */
public final class SealedOutput extends OutputStream {
  private final DataOutputStream out;
  private final SealedParts parts;
  private final byte[] part = new byte[SealedParts.BYTES];
  private int length;
  private boolean closed;

  /**
   * Begins the file.
   *
   * @param out where it goes; closed with this
   * @param protection opens it again
   */
  public SealedOutput(OutputStream out, KeyProtection protection) throws IOException {
    byte[] key = new byte[Sealed.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    byte[] head =
        new SealedHead(
                SealedHead.VERSION, protection.scheme(), protection.wrap(key, SealedHead.CONTEXT))
            .bytes();
    this.out = new DataOutputStream(out);
    this.out.write(head);
    this.parts = new SealedParts(key, head);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, bytes.length);
    int taken = 0;
    while (taken < count) {
      if (length == part.length) {
        end(false);
      }
      int more = Math.min(count - taken, part.length - length);
      System.arraycopy(bytes, from + taken, part, length, more);
      length += more;
      taken += more;
    }
  }

  private void end(boolean last) throws IOException {
    byte[] sealed = parts.seal(part, length, last);
    out.writeBoolean(last);
    out.writeInt(sealed.length);
    out.write(sealed);
    length = 0;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (out) {
        end(true);
      } finally {
        parts.forget();
      }
    }
  }
}
