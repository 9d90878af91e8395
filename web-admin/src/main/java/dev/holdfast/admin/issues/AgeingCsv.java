package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Download;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueReports;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Unresolved issues by age, as CSV. */
@WebServlet("/issues/ageing.csv")
public class AgeingCsv extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient IssueReports reports;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public AgeingCsv() {
    super("text/csv", "ageing.csv");
  }

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    return out -> reports.ageingCsv(user.caller(), out);
  }
}
