package dev.holdfast.it.peer.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.zip.GZIPInputStream;

/**
 * An answer of the server. Who gets one closes it.
 *
 * @param status HTTP status
 * @param headers headers
 * @param body the body as it comes, encoded
 */
public record Reply(int status, HttpHeaders headers, InputStream body) implements AutoCloseable {
  static final int OK = 200;
  static final int NO_CONTENT = 204;
  static final int PARTIAL = 206;

  boolean isDone() {
    return status / 100 == 2;
  }

  /** A header's first value, empty if it is absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  boolean isZipped() {
    return header("Content-Encoding").equals("gzip");
  }

  /** The body without its encoding. */
  InputStream content() throws IOException {
    return isZipped() ? new GZIPInputStream(body) : body;
  }

  <T> T as(Class<T> type) throws IOException {
    try (this) {
      return Json.read(content(), type);
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
