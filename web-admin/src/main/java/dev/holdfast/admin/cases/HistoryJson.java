package dev.holdfast.admin.cases;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HistoryExports;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** A history as JSON: everything, with the hashes that prove it. */
@WebServlet("/cases/history.json")
public class HistoryJson extends HistoryDownload {
  private static final long serialVersionUID = 1L;

  /** For the container. */
  public HistoryJson() {
    super("application/json", "json");
  }

  @Override
  void write(HistoryExports from, CurrentUser reader, UUID caseId, OutputStream out)
      throws RefusedException, IOException {
    from.exportJson(reader.caller(), caseId, out);
  }
}
