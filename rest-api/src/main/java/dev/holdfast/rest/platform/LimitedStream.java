package dev.holdfast.rest.platform;

import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a request whose body is longer than allowed. */
final class LimitedStream extends FilterInputStream {
  private final int limit;
  private long count;

  LimitedStream(InputStream in, int limit) {
    super(in);
    this.limit = limit;
  }

  static String detail(int limit) {
    return "At most " + limit + " bytes.";
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      counted(1);
    }
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    counted(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    counted(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(long bytes) {
    count += bytes;
    if (count > limit) {
      throw Problems.thrown(ErrorCode.TOO_LARGE, detail(limit));
    }
  }
}
