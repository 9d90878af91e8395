package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.CsvLines;
import dev.holdfast.server.workbasket.api.IssueView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Issues as CSV. */
final class IssueCsv {
  private final CsvLines lines;

  IssueCsv(OutputStream out) {
    this.lines = new CsvLines(out);
  }

  void header() throws IOException {
    lines.line(
        "id",
        "received",
        "status",
        "reason",
        "workbasket",
        "application",
        "case",
        "type",
        "action",
        "user",
        "device",
        "device-name",
        "performed",
        "messages",
        "claimed-by",
        "resolution",
        "resolved-by",
        "resolved",
        "number",
        "package-version",
        "cause",
        "repeats");
  }

  void rows(List<IssueView> issues) throws IOException {
    for (IssueView issue : issues) {
      lines.line(
          issue.id(),
          issue.receivedAt(),
          issue.status(),
          issue.reason(),
          issue.workbasket(),
          issue.application(),
          issue.caseId(),
          issue.caseType(),
          issue.action(),
          issue.user(),
          issue.device(),
          issue.deviceName(),
          issue.performedAt(),
          String.join(" ", issue.messages()),
          issue.claimedBy(),
          issue.resolution(),
          issue.resolvedBy(),
          issue.resolvedAt(),
          issue.number(),
          issue.packageVersion(),
          issue.cause(),
          issue.repeats());
    }
  }

  void flush() throws IOException {
    lines.flush();
  }
}
