package dev.holdfast.rest.platform;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Spools.Content;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that goes to the wire as it is made; a small one in one piece. Until something has left
 * for the wire the use case may still be refused. When it fails later the answer stays without its
 * end: only for contents that say themselves where they end, as streams of devices do. HTTP ends it
 * like a whole one. {@link Exports} is for all others.
 */
public final class StreamedAnswer extends OutputStream {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final HttpServletResponse response;
  private final AnswerHead head;
  private @Nullable OutputStream out;

  /**
   * Prepares an answer.
   *
   * @param response the servlet's response, untouched so far
   * @param mediaType media type
   * @param acceptEncoding the request's header; compressed here if it has gzip, because a flush has
   *     to reach the device, which the server's own compression doesn't promise
   */
  public StreamedAnswer(
      HttpServletResponse response, String mediaType, @Nullable String acceptEncoding) {
    this.response = response;
    this.head = AnswerHead.of(mediaType, acceptEncoding);
  }

  /**
   * Sends an answer to its end; one whose content writes nothing is without content.
   *
   * @throws RefusedException if the use case refuses, or {@code UNAVAILABLE} if it failed before
   *     anything left for the wire, because an answer without content would say that there is none
   */
  public void send(Content content) throws RefusedException {
    try {
      content.writeTo(this);
      close();
    } catch (IOException e) {
      // What a device has stored it needn't get again: nothing more to do here.
      AnswerHead.failed(response, e);
    }
  }

  @Override
  public void write(int octet) throws IOException {
    opened().write(octet);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    opened().write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  /** Ends a complete answer; one that isn't complete is never closed. */
  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  private OutputStream opened() throws IOException {
    OutputStream opened = out;
    if (opened == null) {
      opened = open();
      out = opened;
    }
    return opened;
  }

  private OutputStream open() throws IOException {
    head.write(response);
    OutputStream wire = response.getOutputStream();
    return head.gzip() ? new GZIPOutputStream(wire, BUFFER_BYTES, true) : wire;
  }
}
