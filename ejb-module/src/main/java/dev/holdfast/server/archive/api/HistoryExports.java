package dev.holdfast.server.archive.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/**
 * The history of a case as a document, up to its last entry when the export began; also of a case
 * that never came to be, or is gone. In parts, without a transaction. Administrators only; {@code
 * NOT_FOUND} where there is no history. An export that loses entries to a purge meanwhile fails.
 */
@Local
public interface HistoryExports {

  /**
   * Everything, with the hashes that prove it: see {@code docs/specs/history.md} for how to verify
   * it without this server.
   */
  void exportJson(Caller caller, UUID caseId, OutputStream out)
      throws RefusedException, IOException;

  /** A line for each field that an entry changed or overwrote, one for an entry without any. */
  void exportCsv(Caller caller, UUID caseId, OutputStream out) throws RefusedException, IOException;

  /**
   * For reading, as pages.
   *
   * @param languages of what the parts of the case are called, the first is preferred
   */
  void exportPdf(Caller caller, UUID caseId, List<String> languages, OutputStream out)
      throws RefusedException, IOException;
}
