package dev.holdfast.kernel.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads a sync stream line by line, in memory bounded by the longest line. Not for use by several
 * threads. After an exception it is only good for closing.
 */
public final class SyncStreamReader {
  /** Longest line that is read, in bytes. */
  public static final int MAX_LINE_BYTES = 32 * 1024 * 1024;

  private final InputStream in;

  /** Reads from a stream, which stays the caller's to close. */
  public SyncStreamReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next line.
   *
   * @return the line, empty after {@link SyncLine.End}
   * @throws CutStreamException if the stream ends before its last line
   * @throws MalformedStreamException if the line is not one of the protocol
   * @throws IOException if reading fails
   */
  public Optional<SyncLine> next() throws IOException {
    throw new UnsupportedOperationException();
  }
}
