package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.AddressParts;
import dev.holdfast.admin.shell.Download;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The history of the case of the address: a line for each changed field. */
@WebServlet("/cases/history.csv")
public class HistoryCsv extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient HistoryExports exports;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public HistoryCsv() {
    super("text/csv", "history.csv");
  }

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    var id = AddressParts.requiredId(parameters.apply("id"));
    return out -> exports.exportCsv(user.caller(), id, out);
  }
}
