package dev.holdfast.admin.cases;

import dev.holdfast.server.history.api.HistoryEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a history as it is shown.
 *
 * @param entry the entry
 * @param title what was done, in words
 * @param deviceName name of the device, null for the console
 * @param changes what it changed, by field
 * @param overwritten values of others that it replaced, by field
 */
public record TimelineEntry(
    HistoryEntry entry,
    String title,
    @Nullable String deviceName,
    List<FieldChange> changes,
    List<FieldChange> overwritten) {

  /**
   * What happened to a field.
   *
   * @param field the field
   * @param from value before, null if none
   * @param to value after, null if none
   */
  public record FieldChange(String field, @Nullable Object from, @Nullable Object to) {}
}
