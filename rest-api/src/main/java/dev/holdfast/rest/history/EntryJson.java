package dev.holdfast.rest.history;

import dev.holdfast.server.history.api.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's history; see {@link HistoryEntry}.
 *
 * @param changes by field: value before and value after
 * @param overwritten by field: values of others that were replaced, before and after
 */
public record EntryJson(
    long position,
    Instant at,
    String user,
    @Nullable UUID device,
    String action,
    @Nullable UUID actionId,
    String outcome,
    @Nullable String reason,
    long version,
    long baseVersion,
    @Nullable String packageVersion,
    @Nullable Instant performedAt,
    long clockOffsetMillis,
    Map<String, List<@Nullable Object>> changes,
    Map<String, List<@Nullable Object>> overwritten) {

  static EntryJson of(HistoryEntry entry) {
    return new EntryJson(
        entry.position(),
        entry.at(),
        entry.user(),
        entry.device(),
        entry.action(),
        entry.actionId(),
        entry.outcome(),
        entry.reason(),
        entry.version(),
        entry.baseVersion(),
        entry.packageVersion(),
        entry.performedAt(),
        entry.clockOffsetMillis(),
        HistoryEntry.pairs(entry.changes()),
        HistoryEntry.pairs(entry.overwritten()));
  }
}
