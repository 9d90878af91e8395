package dev.holdfast.admin.cases;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.UUID;

/** A history as pages, in the first languages of the browser. */
@WebServlet("/cases/history.pdf")
public class HistoryPdf extends HistoryDownload {
  private static final long serialVersionUID = 1L;

  @Inject private transient HttpServletRequest request;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public HistoryPdf() {
    super("application/pdf", "pdf");
  }

  @Override
  void write(HistoryExports from, CurrentUser reader, UUID caseId, OutputStream out)
      throws RefusedException, IOException {
    var languages =
        Collections.list(request.getLocales()).stream().map(Locale::toLanguageTag).toList();
    from.exportPdf(reader.caller(), caseId, languages, out);
  }
}
