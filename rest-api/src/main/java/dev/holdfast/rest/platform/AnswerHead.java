package dev.holdfast.rest.platform;

import dev.holdfast.rest.problem.RestMessages;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What goes before an answer that is written by hand, and what becomes of one that fails.
 *
 * @param mediaType media type
 * @param gzip whether it is compressed
 */
record AnswerHead(String mediaType, boolean gzip) {

  /**
   * That of an answer to a request.
   *
   * @param acceptEncoding the request's header, null for what is not to be compressed
   */
  static AnswerHead of(String mediaType, @Nullable String acceptEncoding) {
    return new AnswerHead(
        mediaType,
        acceptEncoding != null && acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip"));
  }

  void write(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(mediaType);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept-Encoding");
    if (gzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
  }

  /**
   * The answer failed. When something has left for the wire, nobody can be told any more: it stays
   * without its end.
   *
   * @throws RefusedException {@code UNAVAILABLE} if nothing has
   */
  static void failed(HttpServletResponse response, IOException cause) throws RefusedException {
    if (response.isCommitted()) {
      RestMessages.LOG.clientLeft(cause.toString());
      return;
    }
    response.reset();
    RestMessages.LOG.unavailable(cause.toString());
    RefusedException refused =
        new RefusedException(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.remedy());
    refused.initCause(cause);
    throw refused;
  }
}
