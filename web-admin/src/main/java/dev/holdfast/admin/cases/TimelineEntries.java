package dev.holdfast.admin.cases;

import dev.holdfast.admin.attachments.AttachedFile;
import dev.holdfast.admin.attachments.AttachedFiles;
import dev.holdfast.admin.shell.Looks;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Contents.Named;
import dev.holdfast.kernel.casework.Difference;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.history.api.Removal;
import dev.holdfast.server.identity.api.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a history readable: devices and decisions by their names, changes in lists. */
@ApplicationScoped
public class TimelineEntries {
  /** Begins the name of what a person decided on an issue. */
  private static final String DECISION = "resolve:";

  @Inject private Directory directory;
  @Inject private Looks looks;
  @Inject private Texts texts;
  @Inject private AttachedFiles files;

  /** Entries as they are shown, with what the parts of the case are called. */
  public List<TimelineEntry> of(List<HistoryEntry> entries, CaseWords words) {
    var devices =
        entries.stream().map(HistoryEntry::device).filter(Objects::nonNull).distinct().toList();
    var names = directory.deviceNames(devices);
    var brought = entries.stream().map(TimelineEntries::brought).toList();
    var all = brought.stream().flatMap(List::stream).toList();
    Map<Attachment, AttachedFile> attached =
        all.isEmpty() ? Map.of() : files.of(CaseAttachments.PATH, entries.get(0).caseId(), all);
    return IntStream.range(0, entries.size())
        .mapToObj(
            i ->
                shown(
                    entries.get(i),
                    names,
                    words,
                    brought.get(i).stream().map(attached::get).filter(Objects::nonNull).toList()))
        .toList();
  }

  private static List<Attachment> brought(HistoryEntry entry) {
    return AttachingEntry.of(entry).brought().stream().map(Named::attachment).distinct().toList();
  }

  private TimelineEntry shown(
      HistoryEntry entry, Map<UUID, String> names, CaseWords words, List<AttachedFile> attached) {
    var removal = Removal.of(entry).orElse(null);
    return new TimelineEntry(
        entry,
        title(entry.action(), words),
        name(entry.device(), names),
        removal == null ? changes(entry, entry.changes(), words) : List.of(),
        changes(entry, entry.overwritten(), words),
        attached,
        removal);
  }

  private String title(String action, CaseWords words) {
    if (action.startsWith(DECISION)) {
      return texts.name("resolution", action.substring(DECISION.length()));
    }
    return isNote(action) ? texts.name("noted", action) : words.action(action);
  }

  private @Nullable String name(@Nullable UUID device, Map<UUID, String> names) {
    return device == null ? null : names.getOrDefault(device, looks.shortId(device));
  }

  private List<Difference> changes(
      HistoryEntry entry, Map<String, Change> changes, CaseWords words) {
    return changes.entrySet().stream()
        .flatMap(field -> differences(called(entry, field.getKey(), words), field, words).stream())
        .toList();
  }

  /** What stands in an entry that no action made is no field of the case. */
  private String called(HistoryEntry entry, String field, CaseWords words) {
    return isNote(entry.action()) ? texts.name("noted", field) : words.field(field);
  }

  private static List<Difference> differences(
      String called, Map.Entry<String, Change> field, CaseWords words) {
    Change change = field.getValue();
    return Difference.of(
        called,
        words.value(field.getKey(), change.from()),
        words.value(field.getKey(), change.to()));
  }

  private static boolean isNote(String action) {
    return action.indexOf(':') >= 0 && !action.startsWith(DECISION);
  }
}
