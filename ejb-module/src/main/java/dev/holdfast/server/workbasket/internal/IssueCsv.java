package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.workbasket.api.IssueView;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Issues as CSV by RFC 4180. A text that a spreadsheet would take for a formula is defused. */
final class IssueCsv {
  private static final String FORMULA = "=+-@\t\r\n";

  private final Writer out;

  IssueCsv(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  void header() throws IOException {
    line(
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
        "resolved");
  }

  void rows(List<IssueView> issues) throws IOException {
    for (IssueView issue : issues) {
      line(
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
          issue.resolvedAt());
    }
  }

  void flush() throws IOException {
    out.flush();
  }

  private void line(@Nullable Object... cells) throws IOException {
    out.write(Arrays.stream(cells).map(IssueCsv::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
