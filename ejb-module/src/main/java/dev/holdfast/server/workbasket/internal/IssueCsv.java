package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.CsvLines;
import dev.holdfast.server.workbasket.api.IssueView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Issues as CSV, with more columns where they are asked for. */
final class IssueCsv {
  private final CsvLines lines;

  IssueCsv(OutputStream out) {
    this.lines = new CsvLines(out);
  }

  void header(String... more) throws IOException {
    lines.line(
        with(
            more,
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
            "repeats",
            "head",
            "waiting"));
  }

  void rows(List<IssueView> issues) throws IOException {
    for (IssueView issue : issues) {
      row(issue);
    }
  }

  void row(IssueView issue, @Nullable Object... more) throws IOException {
    lines.line(
        with(
            more,
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
            issue.repeats(),
            issue.head(),
            issue.waiting()));
  }

  private static @Nullable Object[] with(@Nullable Object[] more, @Nullable Object... cells) {
    return Stream.concat(Arrays.stream(cells), Arrays.stream(more)).toArray();
  }

  void flush() throws IOException {
    lines.flush();
  }
}
