package dev.holdfast.server.sync.internal.journal;

import dev.holdfast.server.platform.api.CsvLines;
import dev.holdfast.server.sync.api.SyncJournal.SyncEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Syncs as CSV. */
final class SyncCsv {
  private final CsvLines lines;

  SyncCsv(OutputStream out) {
    this.lines = new CsvLines(out);
  }

  void header() throws IOException {
    lines.line(
        "id",
        "at",
        "device",
        "device-name",
        "user",
        "kind",
        "rows",
        "bytes",
        "millis",
        "healed",
        "error",
        "order");
  }

  void rows(List<SyncEntry> syncs) throws IOException {
    for (SyncEntry sync : syncs) {
      row(sync);
    }
  }

  private void row(SyncEntry sync) throws IOException {
    lines.line(
        sync.id(),
        sync.at(),
        sync.device(),
        sync.deviceName(),
        sync.user(),
        sync.kind(),
        sync.rows(),
        sync.bytes(),
        sync.millis(),
        String.join(" ", sync.healed()),
        sync.error(),
        sync.order());
  }

  void flush() throws IOException {
    lines.flush();
  }
}
