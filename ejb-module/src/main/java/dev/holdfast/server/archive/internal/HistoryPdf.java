package dev.holdfast.server.archive.internal;

import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Difference;
import dev.holdfast.server.archive.internal.PdfPages.Look;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.history.api.ChainedEntry;
import dev.holdfast.server.history.api.History.Verification;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.history.api.Removal;
import dev.holdfast.server.identity.api.Directory;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A history as pages for reading: who did what, on which device, when there and when here, and what
 * it changed.
 *
 * @param directory knows what devices are called
 * @param words what the parts of the case are called
 * @param at when it is made
 */
record HistoryPdf(Directory directory, CaseWords words, Instant at) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Look TITLE = new Look(18, true, 0, 0);
  private static final Look HEAD = new Look(11, true, 0, 0);
  private static final Look PLAIN = new Look(9.5f, false, 0, 0);
  private static final Look QUIET = new Look(8.5f, false, 0.35f, 0);
  private static final Look CHANGE = PLAIN.in(12);
  private static final float BETWEEN = 10;
  private static final float KEPT_TOGETHER = 60;

  void write(
      WholeHistory history, @Nullable CaseView found, Verification verification, OutputStream out)
      throws IOException {
    UUID id = history.caseId();
    String title = "History of " + (found == null ? "case" : words.type()) + ' ' + id;
    try (PdfPages pages =
        new PdfPages(title, title, GregorianCalendar.from(at.atZone(ZoneOffset.UTC)))) {
      head(pages, history, found, verification);
      history.each(
          part -> {
            Map<UUID, String> names = DeviceNames.of(directory, part);
            for (ChainedEntry entry : part) {
              entry(pages, entry, names);
            }
          });
      pages.save(out);
    }
  }

  private void head(
      PdfPages pages, WholeHistory history, @Nullable CaseView found, Verification verification)
      throws IOException {
    pages.text(TITLE, "History of " + (found == null ? "a case" : words.type()));
    pages.text(PLAIN, "Case " + history.caseId());
    if (found != null) {
      pages.text(
          PLAIN,
          "Application %s, stage %s, version %d"
              .formatted(found.application(), words.stage(found.stage()), found.version()));
    }
    pages.text(PLAIN, "Exported %s, up to entry %d".formatted(time(at), history.end().position()));
    pages.text(
        PLAIN,
        verification.intact()
            ? "The chain of hashes was whole: nobody has changed, removed or put in an entry."
            : "THE CHAIN OF HASHES WAS BROKEN from entry " + verification.brokenAt() + " on.");
    for (Removal removal : verification.removals()) {
      pages.text(
          PLAIN,
          "Entries %d to %d were removed %s: %s"
              .formatted(removal.first(), removal.last(), time(removal.at()), removal.rule()));
    }
    pages.text(QUIET, "Last hash " + history.end().hash());
  }

  private void entry(PdfPages pages, ChainedEntry chained, Map<UUID, String> names)
      throws IOException {
    HistoryEntry entry = chained.entry();
    pages.gap(BETWEEN, KEPT_TOGETHER);
    String version = entry.version() == 0 ? "" : ", version " + entry.version();
    pages.text(
        HEAD,
        "#%d %s: %s%s"
            .formatted(entry.position(), title(entry.action()), entry.outcome(), version));
    pages.text(PLAIN, who(entry, names));
    pages.text(QUIET, when(entry));
    if (entry.reason() != null) {
      pages.text(PLAIN, "Reason: " + entry.reason());
    }
    for (Map.Entry<String, Change> field : entry.changes().entrySet()) {
      for (Difference change : differences(field)) {
        pages.text(
            CHANGE,
            "%s: %s \u2192 %s".formatted(change.what(), text(change.from()), text(change.to())));
      }
    }
    for (Map.Entry<String, Change> field : entry.overwritten().entrySet()) {
      for (Difference change : differences(field)) {
        pages.text(CHANGE, "Overwritten: %s: %s".formatted(change.what(), text(change.from())));
      }
    }
    pages.text(QUIET, "Hash " + chained.hash());
  }

  /** What is no action has a name of two words. */
  private String title(String action) {
    return words.action(action).replace(':', ' ');
  }

  private static String who(HistoryEntry entry, Map<UUID, String> names) {
    UUID device = entry.device();
    if (device == null) {
      return entry.user() + ", on the server";
    }
    String name = names.get(device);
    return entry.user() + ", on device " + (name == null ? "" : name + ' ') + '(' + device + ')';
  }

  private static String when(HistoryEntry entry) {
    StringBuilder when = new StringBuilder("Here ").append(time(entry.at()));
    if (entry.performedAt() != null) {
      when.append(", there ")
          .append(time(entry.performedAt()))
          .append(" by the device's clock, off by ")
          .append(entry.clockOffsetMillis())
          .append(" ms, made on version ")
          .append(entry.baseVersion());
    }
    if (entry.packageVersion() != null) {
      when.append(" with package ").append(entry.packageVersion());
    }
    return when.toString();
  }

  private Iterable<Difference> differences(Map.Entry<String, Change> field) {
    String name = field.getKey();
    Change change = field.getValue();
    return Difference.of(
        words.field(name), words.value(name, change.from()), words.value(name, change.to()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "none" : value;
  }

  private static String time(Instant moment) {
    return TIME.format(moment);
  }
}
