package dev.holdfast.device.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read and knows whether the end was reached. */
final class CountingInputStream extends FilterInputStream {
  private long count;
  private boolean ended;

  CountingInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      count++;
    } else {
      ended = true;
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      count += read;
    } else if (read < 0) {
      ended = true;
    }
    return read;
  }

  long count() {
    return count;
  }

  boolean ended() {
    return ended;
  }
}
