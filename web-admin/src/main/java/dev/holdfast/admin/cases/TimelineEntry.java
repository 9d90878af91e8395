package dev.holdfast.admin.cases;

import dev.holdfast.admin.attachments.AttachedFile;
import dev.holdfast.kernel.casework.Difference;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.history.api.Removal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a history as it is shown.
 *
 * @param entry the entry
 * @param title what was done, in words
 * @param deviceName name of the device, null for the console
 * @param changes what it changed, by field, lists record by record
 * @param overwritten values of others that it replaced, by field
 * @param attached the attachments that it brought
 * @param removal what it says of entries that were removed, null if nothing
 */
public record TimelineEntry(
    HistoryEntry entry,
    String title,
    @Nullable String deviceName,
    List<Difference> changes,
    List<Difference> overwritten,
    List<AttachedFile> attached,
    @Nullable Removal removal) {}
