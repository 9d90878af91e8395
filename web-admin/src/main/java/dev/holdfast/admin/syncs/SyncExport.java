package dev.holdfast.admin.syncs;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.sync.api.SyncJournal;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The log's rows under the filter of the address, as a CSV file that streams. */
@WebServlet("/syncs/syncs.csv")
public class SyncExport extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient SyncJournal journal;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      var filter = SyncFilters.of(request::getParameter).filter();
      response.setContentType("text/csv");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Content-Disposition", "attachment; filename=\"syncs.csv\"");
      journal.exportCsv(user.caller(), filter, response.getOutputStream());
    } catch (RefusedException refused) {
      throw new ServletException(refused);
    }
  }
}
