package dev.holdfast.server.archive.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.server.history.api.ChainedEntry;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.CsvLines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A history as CSV: a line for each field that an entry changed or overwrote.
 *
 * @param directory knows what devices are called
 */
record HistoryCsv(Directory directory) {
  private static final Change NONE = new Change(null, null);

  void write(WholeHistory history, OutputStream out) throws IOException {
    CsvLines lines = new CsvLines(out);
    lines.line(
        "case",
        "position",
        "at",
        "user",
        "device",
        "device-name",
        "performed",
        "clock-offset-millis",
        "action",
        "action-id",
        "outcome",
        "reason",
        "version",
        "base-version",
        "package-version",
        "kind",
        "field",
        "from",
        "to",
        "previous-hash",
        "hash");
    history.each(
        part -> {
          Map<UUID, String> names = DeviceNames.of(directory, part);
          for (ChainedEntry entry : part) {
            write(entry, names, lines);
          }
        });
    lines.flush();
  }

  private static void write(ChainedEntry chained, Map<UUID, String> names, CsvLines lines)
      throws IOException {
    HistoryEntry entry = chained.entry();
    if (entry.changes().isEmpty() && entry.overwritten().isEmpty()) {
      line(chained, names, lines, null, null, NONE);
    }
    for (Map.Entry<String, Change> field : entry.changes().entrySet()) {
      line(chained, names, lines, "changed", field.getKey(), field.getValue());
    }
    for (Map.Entry<String, Change> field : entry.overwritten().entrySet()) {
      line(chained, names, lines, "overwritten", field.getKey(), field.getValue());
    }
  }

  private static void line(
      ChainedEntry chained,
      Map<UUID, String> names,
      CsvLines lines,
      @Nullable String kind,
      @Nullable String field,
      Change change)
      throws IOException {
    HistoryEntry entry = chained.entry();
    lines.line(
        entry.caseId(),
        entry.position(),
        entry.at(),
        entry.user(),
        entry.device(),
        entry.device() == null ? null : names.get(entry.device()),
        entry.performedAt(),
        entry.clockOffsetMillis(),
        entry.action(),
        entry.actionId(),
        entry.outcome(),
        entry.reason(),
        entry.version(),
        entry.baseVersion(),
        entry.packageVersion(),
        kind,
        field,
        value(change.from()),
        value(change.to()),
        chained.previous(),
        chained.hash());
  }

  /** Texts and numbers as they are, lists and objects as JSON. */
  private static @Nullable Object value(@Nullable Object json) {
    return json == null || json instanceof String || json instanceof Number
        ? json
        : CanonicalJson.of(json);
  }
}
