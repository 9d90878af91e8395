package dev.holdfast.admin.signin;

import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets administrators in, and caseworkers to the pages of issues, and says with every request who
 * makes it. The session remembers only the name; the rights are asked for anew, so that a user who
 * was disabled or has lost the role is out at once.
 *
 * <p>A filter and not a mechanism of Jakarta Security: WildFly applies such a mechanism to every
 * web application of an EAR, and the API has its own way to say who calls.
 */
public class SignInFilter extends HttpFilter {
  /** Session attribute: name of the user who signed in. */
  static final String USER = "dev.holdfast.admin.user";

  /** Request attribute: the {@link Caller}. */
  static final String CALLER = "dev.holdfast.admin.caller";

  private static final long serialVersionUID = 1L;
  private static final Set<String> PUBLIC_PAGES = Set.of("/sign-in", "/sign-in.xhtml");
  private static final String RESOURCES = "/jakarta.faces.resource/";
  private static final String ISSUES = "/issues/";
  private static final String PROBLEMS = "/problem/";

  @Inject private transient Sessions sessions;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = request.getServletPath();
    if (PUBLIC_PAGES.contains(path) || path.startsWith(RESOURCES)) {
      chain.doFilter(request, response);
      return;
    }
    var caller = present(request.getSession(false), path.equals(WaitingCount.PATH));
    if (caller.isEmpty()) {
      askToSignIn(request, response);
      return;
    }
    request.setAttribute(CALLER, caller.get());
    if (caller.get().isAdministrator() || path.startsWith(ISSUES) || path.startsWith(PROBLEMS)) {
      chain.doFilter(request, response);
    } else if (request.getRequestURI().equals(request.getContextPath() + '/')) {
      response.sendRedirect(request.getContextPath() + "/issues/list");
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /**
   * Who it is.
   *
   * @param repeated whether a page asks by itself, again and again: then this node's memory will do
   */
  private Optional<Caller> present(@Nullable HttpSession session, boolean repeated) {
    if (session == null || !(session.getAttribute(USER) instanceof String user)) {
      return Optional.empty();
    }
    try {
      var caller = repeated ? sessions.known(user) : sessions.present(user);
      caller.requireCaseworker();
      return Optional.of(caller);
    } catch (RefusedException noLonger) {
      session.invalidate();
      return Optional.empty();
    }
  }

  private static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var partial = "partial/ajax".equals(request.getHeader("Faces-Request"));
    var wanted = WantedPage.of(request, partial);
    var page = request.getContextPath() + "/sign-in" + wanted.map(WantedPage::query).orElse("");
    if (partial) {
      // A script waits for this answer: it gets its redirect in the form that Faces' scripts know.
      response.setContentType("text/xml");
      response.setCharacterEncoding("UTF-8");
      response
          .getWriter()
          .append("<?xml version='1.0' encoding='UTF-8'?>\n<partial-response><redirect url=\"")
          .append(page)
          .append("\"/></partial-response>");
    } else {
      response.sendRedirect(page);
    }
  }
}
