package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.history.api.HistoryEntry;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the history says of verdicts. */
final class Entries {
  /** Stands for the name of an action that could not be read. */
  private static final String UNREADABLE = "unreadable";

  private Entries() {}

  /** The entry of an action that took effect, in the words in which it did. */
  static HistoryEntry applied(
      Hearing hearing,
      Understanding understood,
      Verdict verdict,
      Map<String, Change> changes,
      Map<String, Change> overwritten) {
    ActionSubmission action = understood.action();
    return entry(
        hearing, action.caseId(), action, verdict, withLetGo(understood, changes), overwritten);
  }

  /** What an action changed, and what it said of retired fields: nothing else keeps that. */
  static Map<String, Change> withLetGo(Understanding understood, Map<String, Change> changes) {
    Map<String, Change> all = new TreeMap<>(changes);
    understood
        .letGo()
        .forEach(
            (name, to) ->
                all.putIfAbsent(name, new Change(understood.action().base().get(name), to)));
    return all;
  }

  /** The entry of an action that was parked: what it would have set, as it said it. */
  static HistoryEntry parked(Hearing hearing, UUID caseId, Verdict verdict) {
    ActionSubmission action = verdict.submitted().action();
    Map<String, Change> wanted = new TreeMap<>();
    if (action != null) {
      action
          .fields()
          .forEach((name, to) -> wanted.put(name, new Change(action.base().get(name), to)));
    }
    return entry(hearing, caseId, action, verdict, wanted, Map.of());
  }

  private static HistoryEntry entry(
      Hearing hearing,
      UUID caseId,
      @Nullable ActionSubmission action,
      Verdict verdict,
      Map<String, Change> changes,
      Map<String, Change> overwritten) {
    return new HistoryEntry(
        caseId,
        0,
        hearing.at(),
        hearing.submitter().name(),
        action == null
            ? hearing.submitter().device()
            : action.performedOn(hearing.submitter().device()),
        action == null ? UNREADABLE : action.name(),
        verdict.submitted().id(),
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
