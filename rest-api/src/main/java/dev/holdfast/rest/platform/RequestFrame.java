package dev.holdfast.rest.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jboss.logging.MDC;

/**
 * Around every request: headers that tell browsers to keep their hands off, and a clean log
 * context.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class RequestFrame extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Key of the user in the log context. */
  public static final String USER = "holdfast.user";

  /** Key of the device in the log context. */
  public static final String DEVICE = "holdfast.device";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(USER);
      MDC.remove(DEVICE);
    }
  }
}
