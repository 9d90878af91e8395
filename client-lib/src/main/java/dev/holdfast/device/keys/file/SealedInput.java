package dev.holdfast.device.keys.file;

import dev.holdfast.device.api.QueueFileException;
import dev.holdfast.device.api.QueueFileException.Reason;
import dev.holdfast.device.keys.KeyProtection;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads what {@link SealedOutput} wrote, with bounded memory. Its end is reached only if nothing of
 * the file is missing or changed. Not thread-safe.
 */
public final class SealedInput extends InputStream {
  private final DataInputStream in;
  private final SealedParts parts;
  private byte[] part = new byte[0];
  private int next;
  private boolean last;

  /**
   * Opens the file.
   *
   * @param in its bytes; closed with this
   * @throws QueueFileException if it is something else, or this secret does not open it
   */
  public SealedInput(InputStream in, KeyProtection protection) throws IOException {
    this.in = new DataInputStream(in);
    SealedHead head = SealedHead.read(this.in);
    if (!head.scheme().equals(protection.scheme())) {
      throw new QueueFileException(
          Reason.WRONG_SECRET,
          "The file's key is kept as '%s', not as '%s'."
              .formatted(head.scheme(), protection.scheme()));
    }
    this.parts = new SealedParts(key(head, protection), head.bytes());
  }

  private static byte[] key(SealedHead head, KeyProtection protection) {
    try {
      return protection
          .unwrap(head.wrapped(), SealedHead.CONTEXT)
          .orElseThrow(
              () ->
                  new QueueFileException(
                      Reason.WRONG_SECRET, "The passphrase of the file is another one."));
    } catch (IllegalArgumentException e) {
      throw SealedHead.damaged();
    }
  }

  @Override
  public int read() throws IOException {
    return isThereMore() ? part[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    Objects.checkFromIndexSize(from, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    if (!isThereMore()) {
      return -1;
    }
    int given = Math.min(count, part.length - next);
    System.arraycopy(part, next, bytes, from, given);
    next += given;
    return given;
  }

  private boolean isThereMore() throws IOException {
    while (next == part.length && !last) {
      part = open();
      next = 0;
    }
    return next < part.length;
  }

  private byte[] open() throws IOException {
    try {
      boolean isLast = in.readBoolean();
      int length = in.readInt();
      if (length < SealedParts.MORE || length > SealedParts.BYTES + SealedParts.MORE) {
        throw SealedHead.damaged();
      }
      byte[] sealed = new byte[length];
      in.readFully(sealed);
      byte[] opened = parts.open(sealed, isLast).orElseThrow(SealedHead::damaged);
      if (isLast && in.read() >= 0) {
        throw SealedHead.damaged();
      }
      last = isLast;
      return opened;
    } catch (EOFException e) {
      throw SealedHead.damaged();
    }
  }

  @Override
  public void close() throws IOException {
    parts.forget();
    in.close();
  }
}
