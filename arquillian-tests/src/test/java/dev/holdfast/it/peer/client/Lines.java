package dev.holdfast.it.peer.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Lines of UTF-8 that a line feed ends, each of parts with tabs between them. */
final class Lines implements AutoCloseable {
  private final InputStream bytes;
  private long count;

  Lines(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes);
  }

  /**
   * The parts of the next line; empty at the end.
   *
   * @throws EOFException if the last line was cut
   */
  Optional<List<String>> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = bytes.read(); b != '\n'; b = bytes.read()) {
      if (b < 0) {
        if (line.size() > 0) {
          throw new EOFException("cut in the middle of a line");
        }
        return Optional.empty();
      }
      line.write(b);
    }
    count += line.size() + 1L;
    return Optional.of(List.of(line.toString(StandardCharsets.UTF_8).split("\t", -1)));
  }

  /** Bytes of the lines so far. */
  long bytes() {
    return count;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
