package dev.holdfast.kernel.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Splits a stream at line feeds without turning bytes into text. */
final class LineReader {
  private static final int FIRST_SIZE = 64 * 1024;

  private final InputStream in;
  private final int maxLine;
  private byte[] buffer;
  private int begin;
  private int end;
  private int next;
  private int filled;
  private long number;

  LineReader(InputStream in, int maxLine) {
    this.in = in;
    this.maxLine = maxLine;
    this.buffer = new byte[Math.min(FIRST_SIZE, maxLine + 1)];
  }

  /**
   * Goes to the next line. A last line without line feed is none: it was cut.
   *
   * @return whether there is one
   */
  boolean advance() throws IOException {
    number++;
    begin = next;
    int scanned = begin;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          end = i;
          next = i + 1;
          return true;
        }
      }
      if (filled == buffer.length) {
        makeRoom();
      }
      scanned = filled;
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        next = filled;
        return false;
      }
      filled += read;
    }
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }

  /** The line, valid until the next call of {@link #advance}. */
  Line line() {
    return new Line(Arrays.copyOfRange(buffer, begin, end));
  }

  /** Moves the line's beginning to the front of the buffer; grows the buffer if it is there. */
  private void makeRoom() throws MalformedStreamException {
    if (begin == 0) {
      if (filled > maxLine) {
        throw new MalformedStreamException(number, "longer than " + maxLine + " bytes", null);
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(maxLine + 1L, buffer.length * 2L));
    } else {
      System.arraycopy(buffer, begin, buffer, 0, filled - begin);
      filled -= begin;
      begin = 0;
    }
  }

  /** One line without its line feed. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call, is never compared
  record Line(byte[] bytes) {

    int length() {
      return bytes.length;
    }

    String text(int from) {
      return text(from, bytes.length);
    }

    String text(int from, int to) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
  }
}
