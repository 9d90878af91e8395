package dev.holdfast.server.contents.internal;

import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a content as a stream that is fetched some bytes at a time. Holds some of it, and no
 * connection between two reads. Not thread-safe.
 */
abstract class FetchedStream extends InputStream {
  private final long to;
  private byte[] some = new byte[0];
  private int next;
  private long fetched;

  /** From one byte to before another. */
  FetchedStream(long from, long to) {
    this.fetched = from;
    this.to = to;
  }

  /** Fetches those that follow: some, or none if there are no more. */
  abstract byte[] fetch(long from) throws IOException;

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : some[next++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int taken = Math.min(length, available());
    System.arraycopy(some, next, target, offset, taken);
    next += taken;
    return taken;
  }

  /** What is there of what is asked for. */
  @Override
  public int available() {
    return (int) Math.min(some.length - next, to - (fetched - some.length) - next);
  }

  /** Whether nothing follows; fetches, if nothing is there. */
  final boolean isAtEnd() throws IOException {
    if (available() == 0 && fetched < to) {
      some = fetch(fetched);
      next = 0;
      fetched += some.length;
    }
    return available() == 0;
  }
}
