package dev.holdfast.server.history.api;

import dev.holdfast.kernel.casework.Change;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's history.
 *
 * @param caseId the case
 * @param position position in the case's chain, from 1
 * @param at when the server recorded it
 * @param user who
 * @param device which device, null for the console
 * @param action name of the action, or of what a person decided ({@code resolve:apply} ...)
 * @param actionId the action, null if none
 * @param outcome {@code applied}, {@code merged}, {@code parked}, {@code discarded}, {@code
 *     returned}
 * @param reason why parked or resolved, null if neither
 * @param version the case's version after it, 0 if it had no effect
 * @param baseVersion version against which it was made
 * @param packageVersion version of the package that it was made with, null if unknown
 * @param performedAt the device's clock, null if none
 * @param clockOffsetMillis the device's measured offset in milliseconds
 * @param changes what it changed (for a parked action: what it would have set), by field
 * @param overwritten values of others that it replaced, by field
 */
public record HistoryEntry(
    UUID caseId,
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
    Map<String, Change> changes,
    Map<String, Change> overwritten) {

  /** The same entry at its place in the chain, times in microseconds as they are stored. */
  public HistoryEntry placed(long newPosition) {
    return new HistoryEntry(
        caseId,
        newPosition,
        at.truncatedTo(ChronoUnit.MICROS),
        user,
        device,
        action,
        actionId,
        outcome,
        reason,
        version,
        baseVersion,
        packageVersion,
        performedAt == null ? null : performedAt.truncatedTo(ChronoUnit.MICROS),
        clockOffsetMillis,
        changes,
        overwritten);
  }
}
