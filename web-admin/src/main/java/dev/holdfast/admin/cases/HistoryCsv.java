package dev.holdfast.admin.cases;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** A history as CSV: a line for each changed field. */
@WebServlet("/cases/history.csv")
public class HistoryCsv extends HistoryDownload {
  private static final long serialVersionUID = 1L;

  /** For the container. */
  public HistoryCsv() {
    super("text/csv", "csv");
  }

  @Override
  void write(HistoryExports from, CurrentUser reader, UUID caseId, OutputStream out)
      throws RefusedException, IOException {
    from.exportCsv(reader.caller(), caseId, out);
  }
}
