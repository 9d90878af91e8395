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

/** The history of the case of the address: everything with the hashes that prove it. */
@WebServlet("/cases/history.json")
public class HistoryJson extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient HistoryExports exports;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public HistoryJson() {
    super("application/json", "history.json");
  }

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    var id = AddressParts.requiredId(parameters.apply("id"));
    return out -> exports.exportJson(user.caller(), id, out);
  }
}
