package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Download;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueReports;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What came and went by day, as CSV. */
@WebServlet("/issues/volume.csv")
public class VolumeCsv extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient IssueReports reports;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public VolumeCsv() {
    super("text/csv", "volume.csv");
  }

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    var from = ReportPage.day(parameters.apply("from"));
    var until = ReportPage.day(parameters.apply("until"));
    return out -> reports.volumeCsv(user.caller(), from, until, out);
  }
}
