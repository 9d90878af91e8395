package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Contents;
import dev.holdfast.server.contents.api.ContentUses;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the contents that cases and their histories name. What names none costs no statement. */
final class NamedContents {
  private NamedContents() {}

  /**
   * Notes what entries name, and what their cases name after them.
   *
   * @param files the cases as they are after all of the entries
   */
  static void note(ContentUses uses, List<HistoryEntry> entries, CaseFiles files) {
    Map<UUID, Set<String>> histories = new HashMap<>();
    for (HistoryEntry entry : entries) {
      Set<String> ids = new TreeSet<>(ids(entry.changes()));
      ids.addAll(ids(entry.overwritten()));
      if (!ids.isEmpty()) {
        histories.computeIfAbsent(entry.caseId(), id -> new TreeSet<>()).addAll(ids);
      }
    }
    if (histories.isEmpty()) {
      return;
    }
    uses.ofHistories(histories);
    Map<UUID, Set<String>> cases = new HashMap<>();
    for (UUID id : histories.keySet()) {
      CaseFile file = files.get(id);
      if (file != null) {
        cases.put(id, of(file));
      }
    }
    uses.ofCases(cases);
  }

  /** What a case names. */
  static Set<String> of(CaseFile file) {
    return Contents.ids(FieldsJson.read(file.fields()));
  }

  /** What a case names after changes and did not name in the same fields before. */
  static List<Attachment> brought(Map<String, Change> changes) {
    Set<String> before = Contents.ids(values(changes, true));
    return Contents.named(values(changes, false)).stream()
        .map(Contents.Named::attachment)
        .filter(attachment -> !before.contains(attachment.id()))
        .toList();
  }

  private static Set<String> ids(Map<String, Change> changes) {
    Set<String> ids = Contents.ids(values(changes, false));
    ids.addAll(Contents.ids(values(changes, true)));
    return ids;
  }

  private static Map<String, @Nullable Object> values(Map<String, Change> changes, boolean before) {
    Map<String, @Nullable Object> values = new HashMap<>();
    changes.forEach((name, change) -> values.put(name, before ? change.from() : change.to()));
    return values;
  }
}
