package dev.holdfast.admin.issues;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The workbasket's rows under the filter of the address, as a CSV file that streams. */
@WebServlet("/issues/issues.csv")
public class IssueExport extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient Workbasket workbasket;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      var filter = IssueQuery.of(request::getParameter).filter();
      response.setContentType("text/csv");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Content-Disposition", "attachment; filename=\"issues.csv\"");
      workbasket.exportCsv(user.caller(), filter, response.getOutputStream());
    } catch (RefusedException refused) {
      throw new ServletException(refused);
    }
  }
}
