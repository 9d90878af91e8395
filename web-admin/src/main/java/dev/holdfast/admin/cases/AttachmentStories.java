package dev.holdfast.admin.cases;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.casework.Contents.Named;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the attachments of a case, by its fields now and its history, oldest entry first.
 */
final class AttachmentStories {
  private final Map<String, Story> stories = new LinkedHashMap<>();

  /**
   * What became of one.
   *
   * @param attachment what is said of it
   * @param field where it stands, or stood, {@code list.field} in a list of records
   * @param now whether the case names it
   * @param brought the entry that brought it, null if the history does not tell any more
   * @param taken the entry that took it away, null if it was never in the case, or is
   */
  record Story(
      Attachment attachment,
      String field,
      boolean now,
      @Nullable HistoryEntry brought,
      @Nullable HistoryEntry taken) {

    private Story by(HistoryEntry entry) {
      return new Story(attachment, field, now, entry, null);
    }

    private Story takenBy(HistoryEntry entry) {
      return now ? this : new Story(attachment, field, false, brought, entry);
    }
  }

  /** Of what a case names now. */
  AttachmentStories(Collection<Named> now) {
    for (Named each : now) {
      stories.put(
          each.attachment().id(), new Story(each.attachment(), each.field(), true, null, null));
    }
  }

  /** The next entry. */
  void add(HistoryEntry entry) {
    AttachingEntry says = AttachingEntry.of(entry);
    boolean effective = entry.version() > 0;
    for (Named each : says.brought()) {
      Story known =
          stories.computeIfAbsent(
              each.attachment().id(),
              id -> new Story(each.attachment(), each.field(), false, null, null));
      if (known.brought() == null || effective && known.brought().version() == 0) {
        stories.put(each.attachment().id(), known.by(entry));
      }
    }
    if (effective) {
      for (Named each : says.taken()) {
        stories.computeIfPresent(each.attachment().id(), (id, story) -> story.takenBy(entry));
      }
    }
  }

  /** What the case names first. */
  List<Story> all() {
    return new ArrayList<>(stories.values());
  }
}
