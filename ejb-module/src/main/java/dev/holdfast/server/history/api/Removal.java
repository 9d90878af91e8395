package dev.holdfast.server.history.api;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.digest.HistoryChain;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries that were removed from a chain under a rule. An entry right after their places says so;
 * it goes on with the chain from the last one's hash, which it keeps.
 *
 * @param first position of the first entry removed
 * @param last position of the last one
 * @param at when
 * @param rule under which rule
 */
public record Removal(long first, long last, Instant at, String rule) {
  /** The action of the entry that says so; no package can have one of that name. */
  public static final String ACTION = HistoryChain.REMOVED;

  /** Its outcome. */
  public static final String OUTCOME = "removed";

  /** The entry that says so. */
  public HistoryEntry entry(UUID caseId) {
    return HistoryEntry.noted(caseId, at, Audit.SERVER, ACTION, OUTCOME, rule)
        .changing(
            Map.of(
                HistoryChain.FIRST_REMOVED,
                new Change(null, first),
                HistoryChain.LAST_REMOVED,
                new Change(null, last)));
  }

  /** What an entry says of removed ones; empty if nothing. */
  public static Optional<Removal> of(HistoryEntry entry) {
    return entry.action().equals(ACTION)
            && position(entry, HistoryChain.FIRST_REMOVED) instanceof Number first
            && position(entry, HistoryChain.LAST_REMOVED) instanceof Number last
        ? Optional.of(
            new Removal(
                first.longValue(), last.longValue(), entry.at(), String.valueOf(entry.reason())))
        : Optional.empty();
  }

  private static @Nullable Object position(HistoryEntry entry, String which) {
    Change change = entry.changes().get(which);
    return change == null ? null : change.to();
  }
}
