package dev.holdfast.rest.platform;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;

/**
 * The listener ends every request whose body is larger than {@code holdfast.http.max-request-bytes}
 * allows, whoever it is for. A resource that takes more, because it keeps nothing of it in memory,
 * has to say so before the first byte is read.
 */
final class WideRequest {
  private WideRequest() {}

  /** Lets the body of the present request be as large as its resource allows. */
  static void allow(long bytes) {
    ServletRequestContext servlet = ServletRequestContext.current();
    if (servlet != null) {
      HttpServerExchange exchange = servlet.getExchange();
      long listener = exchange.getMaxEntitySize();
      if (listener > 0 && listener < bytes) {
        exchange.setMaxEntitySize(bytes);
      }
    }
  }
}
