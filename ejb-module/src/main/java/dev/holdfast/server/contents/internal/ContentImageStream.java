package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentUploads;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/**
 * A content as image readers want it: they may go back and forth. Holds one part of it in memory,
 * and looks at the time with each part. Not thread-safe.
 */
final class ContentImageStream extends ImageInputStreamImpl {
  /** As large as a piece is stored, and where one begins. */
  private static final int PART = ContentUploads.PIECE_BYTES;

  private final Source source;
  private final long bytes;
  private final Deadline deadline;
  private byte[] part = new byte[0];
  private long begin;
  private @Nullable IOException failure;

  /** Where the bytes come from. */
  @FunctionalInterface
  interface Source {
    /** Those from one to before another. */
    InputStream open(long from, long to) throws IOException;
  }

  ContentImageStream(Source source, long bytes, Deadline deadline) {
    this.source = source;
    this.bytes = bytes;
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    return isAtEnd() ? -1 : part[(int) (streamPos++ - begin)] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int at = (int) (streamPos - begin);
    int taken = Math.min(length, part.length - at);
    System.arraycopy(part, at, target, offset, taken);
    streamPos += taken;
    return taken;
  }

  @Override
  public long length() {
    return bytes;
  }

  private boolean isAtEnd() throws IOException {
    if (streamPos >= bytes) {
      return true;
    }
    if (streamPos < begin || streamPos >= begin + part.length) {
      begin = streamPos - streamPos % PART;
      part = part(begin, Math.min(bytes, begin + PART));
    }
    return false;
  }

  private byte[] part(long from, long to) throws IOException {
    try {
      deadline.check();
      byte[] read;
      try (InputStream in = source.open(from, to)) {
        read = in.readAllBytes();
      }
      if (read.length != to - from) {
        throw new EOFException("the content ends at " + (from + read.length));
      }
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Whether all that was asked for could be read, whatever a reader made of it.
   *
   * @throws IOException what stood in the way
   */
  void requireRead() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
