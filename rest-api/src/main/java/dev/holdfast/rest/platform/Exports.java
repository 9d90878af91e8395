package dev.holdfast.rest.platform;

import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Spool;
import dev.holdfast.server.platform.api.Spools;
import dev.holdfast.server.platform.api.Spools.Content;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers with whole documents. What fails while it is made is a problem like any other; what
 * arrives has the length that was announced, so that nobody takes a part for the whole.
 */
@ApplicationScoped
public class Exports {
  private static final int BUFFER_BYTES = 16 * 1024;

  @Inject private Spools spools;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Exports() {}

  /**
   * Makes and sends a document.
   *
   * @param response the servlet's response, untouched so far
   * @param mediaType media type
   * @param acceptEncoding the request's header, null for what gains nothing from being compressed
   * @throws RefusedException if the use case refuses, or {@code UNAVAILABLE} if it failed
   */
  public void send(
      HttpServletResponse response,
      String mediaType,
      @Nullable String acceptEncoding,
      Content content)
      throws RefusedException {
    AnswerHead head = AnswerHead.of(mediaType, acceptEncoding);
    try (Spool made = spools.make(head.gzip() ? gzipped(content) : content)) {
      head.write(response);
      response.setContentLengthLong(made.size());
      made.copyTo(response.getOutputStream());
      // JAX-RS takes an answer that it has not made, and of which nothing has left, for none.
      response.flushBuffer();
    } catch (IOException e) {
      // The container sees when bytes lack, and ends the connection.
      AnswerHead.failed(response, e);
    }
  }

  private static Content gzipped(Content content) {
    return out -> {
      // Closed by nobody: the stream under it is another's. Left to the collector if the content
      // fails.
      GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER_BYTES);
      content.writeTo(gzip);
      gzip.finish();
    };
  }
}
