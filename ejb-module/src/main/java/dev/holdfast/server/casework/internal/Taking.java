package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Judgement;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.wire.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An action that is to take effect.
 *
 * @param outcome how
 * @param after the case after it
 * @param changes what changes
 * @param overwritten what of it overwrites others
 * @param messages what to tell the user
 */
record Taking(
    Outcome outcome,
    CaseState after,
    Map<String, Change> changes,
    Map<String, Change> overwritten,
    List<String> messages) {

  static Taking of(Judgement.Applied applied, Understanding understood) {
    return new Taking(
        Outcome.APPLIED,
        applied.after(),
        applied.changes(),
        applied.overwritten(),
        understood.notes());
  }

  static Taking of(Judgement.Merged merged, Understanding understood) {
    Stream<String> explained =
        merged.explanation().entrySet().stream()
            .map(field -> field.getKey() + ": " + field.getValue() + '.');
    List<String> messages = Stream.concat(explained, understood.notes().stream()).toList();
    return new Taking(Outcome.MERGED, merged.after(), merged.changes(), Map.of(), messages);
  }
}
