package dev.holdfast.admin.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page that somebody wanted before signing in. Only pages of this console count, so that a link
 * to the sign-in can't lead anywhere else.
 *
 * @param path path and query below the console's context, beginning with one slash
 */
record WantedPage(String path) {

  /**
   * The page of a request that needs a sign-in.
   *
   * @param partial whether a script of a page asked; then that page is what the person wants
   */
  static Optional<WantedPage> of(HttpServletRequest request, boolean partial) {
    var below = request.getContextPath();
    if (partial) {
      return referer(request)
          .filter(path -> path.startsWith(below + '/'))
          .flatMap(path -> of(path.substring(below.length())));
    }
    if (!"GET".equals(request.getMethod())) {
      return Optional.empty();
    }
    var query = request.getQueryString();
    var path = request.getRequestURI().substring(below.length());
    return of(query == null ? path : path + '?' + query);
  }

  /** The page that a parameter names; empty unless it is one of this console. */
  static Optional<WantedPage> of(@Nullable String path) {
    if (path == null || !path.matches("/[\\w-][\\w./-]*(\\?[\\w.~%&=+*!',;:@/-]*)?")) {
      return Optional.empty();
    }
    return Optional.of(new WantedPage(path));
  }

  /** The query of the sign-in page that remembers it. */
  String query() {
    return "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  private static Optional<String> referer(HttpServletRequest request) {
    try {
      var header = request.getHeader("Referer");
      var uri = new URI(header == null ? "" : header);
      var query = uri.getRawQuery();
      return Optional.ofNullable(uri.getRawPath())
          .map(path -> query == null ? path : path + '?' + query);
    } catch (URISyntaxException unusable) {
      // Whoever sends such a header gets the first page.
      return Optional.empty();
    }
  }
}
