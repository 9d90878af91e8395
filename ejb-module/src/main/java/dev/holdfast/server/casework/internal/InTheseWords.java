package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.Message;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Deciding.Decision;
import dev.holdfast.server.casework.api.Deciding.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decisions on actions that were made with another version of their package. */
final class InTheseWords {
  private InTheseWords() {}

  /**
   * What the version in force has no word for, and the person has not said either. Of an action
   * that becomes a new case nobody asks how it was called.
   */
  static List<String> unanswered(Decision made, Understanding understood) {
    return understood.unanswered(made.edits()).stream()
        .filter(obstacle -> obstacle.field() != null || made.way() != Way.NEW_CASE)
        .map(Message::text)
        .toList();
  }

  /** The decision on the action as it is understood. */
  @SuppressWarnings("NullAway") // javac doesn't read annotations inside types from the kernel's jar
  static Decision of(Decision made, Understanding understood) {
    Set<String> takenOut = understood.takenOut(made.edits());
    Map<String, @Nullable Object> edits = new HashMap<>(made.edits());
    edits.keySet().removeAll(takenOut);
    ActionSubmission action = understood.action();
    Map<String, @Nullable Object> fields = new HashMap<>(action.fields());
    fields.keySet().removeAll(takenOut);
    return new Decision(
        made.way(), action.with(fields), edits, made.authority(), made.name(), made.reason());
  }
}
