package dev.holdfast.rest.platform;

import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.platform.api.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends a request whose body is longer than allowed, or did not come whole: a caller whose
 * connection broke is no incident of the server's.
 */
final class LimitedStream extends FilterInputStream {
  private final long limit;
  private long count;

  LimitedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  static String detail(long limit) {
    return "At most " + limit + " bytes.";
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = received(target, offset, length);
    counted(Math.max(0, read));
    return read;
  }

  private int received(byte[] target, int offset, int length) {
    try {
      return super.read(target, offset, length);
    } catch (IOException e) {
      throw Problems.thrown(ErrorCode.MALFORMED, "The body did not come whole.");
    }
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
