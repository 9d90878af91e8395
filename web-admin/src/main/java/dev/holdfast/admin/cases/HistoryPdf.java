package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.AddressParts;
import dev.holdfast.admin.shell.Download;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The history of the case of the address as pages, in the first languages of the browser. */
@WebServlet("/cases/history.pdf")
public class HistoryPdf extends Download {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentUser user;
  @Inject private transient HistoryExports exports;
  @Inject private transient HttpServletRequest request;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public HistoryPdf() {
    super("application/pdf", "history.pdf");
  }

  @Override
  protected Export export(UnaryOperator<@Nullable String> parameters) throws RefusedException {
    var id = AddressParts.requiredId(parameters.apply("id"));
    var languages =
        Collections.list(request.getLocales()).stream().map(Locale::toLanguageTag).toList();
    return out -> exports.exportPdf(user.caller(), id, languages, out);
  }
}
