package dev.holdfast.admin.syncs;

import dev.holdfast.admin.shell.Download;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.SyncJournal;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The log's rows under the filter of the address. */
@WebServlet("/syncs/syncs.csv")
public class SyncExport extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient SyncJournal journal;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public SyncExport() {
    super("text/csv", "syncs.csv");
  }

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    var filter = SyncFilters.of(parameters).filter();
    return out -> journal.exportCsv(user.caller(), filter, out);
  }
}
