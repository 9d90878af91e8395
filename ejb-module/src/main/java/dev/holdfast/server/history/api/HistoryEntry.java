package dev.holdfast.server.history.api;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Values;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 *     returned}; of what is no action {@code held}, {@code released}, {@code removed}
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

  /** An entry of what was done to a case besides actions, which made no version of it. */
  public static HistoryEntry noted(
      UUID caseId, Instant at, String user, String action, String outcome, String reason) {
    return new HistoryEntry(
        caseId, 0, at, user, null, action, null, outcome, reason, 0, 0, null, null, 0, Map.of(),
        Map.of());
  }

  /** The same entry with other changes. */
  HistoryEntry changing(Map<String, Change> newChanges) {
    return new HistoryEntry(
        caseId,
        position,
        at,
        user,
        device,
        action,
        actionId,
        outcome,
        reason,
        version,
        baseVersion,
        packageVersion,
        performedAt,
        clockOffsetMillis,
        newChanges,
        overwritten);
  }

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

  /**
   * Everything that its hash covers, in JSON form. How the keys are spelt is part of the format and
   * never changes.
   */
  public Map<String, @Nullable Object> content() {
    Map<String, @Nullable Object> content = new TreeMap<>();
    content.put("case", caseId.toString());
    content.put("position", position);
    content.put("at", at.toString());
    content.put("user", user);
    content.put("device", text(device));
    content.put("action", action);
    content.put("action-id", text(actionId));
    content.put("outcome", outcome);
    content.put("reason", reason);
    content.put("version", version);
    content.put("base-version", baseVersion);
    content.put("package-version", packageVersion);
    content.put("performed-at", text(performedAt));
    content.put("clock-offset-millis", clockOffsetMillis);
    content.put("changes", pairs(changes));
    content.put("overwritten", pairs(overwritten));
    return content;
  }

  /** Changes in JSON form: {@code {"field": [from, to]}}. */
  public static Map<String, List<@Nullable Object>> pairs(Map<String, Change> changes) {
    Map<String, List<@Nullable Object>> pairs = new TreeMap<>();
    changes.forEach(
        (field, change) -> pairs.put(field, Arrays.asList(json(change.from()), json(change.to()))));
    return pairs;
  }

  private static @Nullable Object json(@Nullable Object value) {
    return value == null ? null : Values.toJson(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
