package dev.holdfast.admin.signin;

import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * How many issues wait for the user, for the navigation of every page, which asks every so often.
 */
@WebServlet(WaitingCount.PATH)
public class WaitingCount extends HttpServlet {
  /** Where it is. */
  static final String PATH = "/issues/waiting";

  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      response.setContentType("text/plain");
      response.getWriter().print(user.getWaiting());
    } catch (RefusedException refused) {
      throw new ServletException(refused);
    }
  }
}
