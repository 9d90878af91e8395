package dev.holdfast.admin.cases;

import dev.holdfast.admin.attachments.AttachedFile;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.server.history.api.HistoryEntry;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a case as its page shows it.
 *
 * @param file the file
 * @param field what its field is called
 * @param place {@code now} in the case, {@code taken} away, or {@code parked}: only a submission
 *     that had no effect names it
 * @param brought who brought it, null if the history does not tell any more
 * @param taken who took it away, null if nobody did
 */
public record CaseAttachmentLine(
    AttachedFile file, String field, String place, @Nullable Deed brought, @Nullable Deed taken) {

  /**
   * Who did something.
   *
   * @param device name of the device, null for the console
   */
  public record Deed(String user, @Nullable String device, Instant at) {}

  static CaseAttachmentLine of(
      AttachmentStories.Story story,
      AttachedFile file,
      CaseWords words,
      Map<UUID, String> devices) {
    HistoryEntry taken = story.taken();
    return new CaseAttachmentLine(
        file,
        called(story.field(), words),
        story.now() ? "now" : taken == null ? "parked" : "taken",
        deed(story.brought(), devices),
        deed(taken, devices));
  }

  private static String called(String field, CaseWords words) {
    String[] names = field.split("\\.", 2);
    return names.length == 1
        ? words.field(field)
        : words.field(names[0]) + " · " + words.recordField(names[0], names[1]);
  }

  private static @Nullable Deed deed(@Nullable HistoryEntry entry, Map<UUID, String> devices) {
    return entry == null
        ? null
        : new Deed(
            entry.user(), entry.device() == null ? null : devices.get(entry.device()), entry.at());
  }
}
