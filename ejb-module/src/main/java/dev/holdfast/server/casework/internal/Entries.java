package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the history says of verdicts. */
final class Entries {
  /** Stands for the name of an action that could not be read. */
  private static final String UNREADABLE = "unreadable";

  private Entries() {}

  /** The entry of an action that took effect. */
  static HistoryEntry applied(
      Hearing hearing,
      ActionSubmission action,
      Verdict verdict,
      Map<String, Change> changes,
      Map<String, Change> overwritten) {
    return entry(hearing, action.caseId(), verdict, changes, overwritten);
  }

  /** The entry of an action that was parked: what it would have set. */
  static HistoryEntry parked(Hearing hearing, UUID caseId, Verdict verdict) {
    ActionSubmission action = verdict.submitted().action();
    Map<String, Change> wanted = new TreeMap<>();
    if (action != null) {
      action
          .fields()
          .forEach((name, to) -> wanted.put(name, new Change(action.base().get(name), to)));
    }
    return entry(hearing, caseId, verdict, wanted, Map.of());
  }

  private static HistoryEntry entry(
      Hearing hearing,
      UUID caseId,
      Verdict verdict,
      Map<String, Change> changes,
      Map<String, Change> overwritten) {
    Submitted submitted = verdict.submitted();
    ActionSubmission action = submitted.action();
    return new HistoryEntry(
        caseId,
        0,
        hearing.at(),
        hearing.submitter().name(),
        hearing.submitter().device(),
        action == null ? UNREADABLE : action.name(),
        submitted.id(),
        verdict.outcome().name().toLowerCase(Locale.ROOT),
        verdict.reason() == null ? null : verdict.reason().code(),
        verdict.version(),
        action == null ? 0 : action.baseVersion(),
        action == null ? null : action.packageVersion(),
        action == null ? null : action.performedAt(),
        action == null ? 0 : action.clockOffsetMillis(),
        changes,
        overwritten);
  }
}
