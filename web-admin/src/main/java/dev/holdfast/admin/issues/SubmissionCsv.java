package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Download;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Whole submissions under the filter of the address, as CSV. */
@WebServlet("/issues/submissions.csv")
public class SubmissionCsv extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient Workbasket workbasket;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public SubmissionCsv() {
    super("text/csv", "submissions.csv");
  }

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    var filter = IssueQuery.of(parameters).filter();
    return out -> workbasket.exportWholeCsv(user.caller(), filter, out);
  }
}
