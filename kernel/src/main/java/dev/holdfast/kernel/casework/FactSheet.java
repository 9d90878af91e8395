package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.Facts;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one action are evaluated on.
 *
 * @param input what the action sets, in Java form; null removes
 * @param user who performs it
 * @param now its moment by the server's clock
 * @param rows the rows that references refer to
 */
record FactSheet(Map<String, @Nullable Object> input, User user, Instant now, RowLookup rows) {

  /** The facts about the case as it stands. */
  Facts on(CaseState state) {
    Map<String, Object> known = new HashMap<>(state.fields());
    known.put("stage", state.stage());
    known.put("completed", state.completed());
    known.put("version", state.version());
    put(known, BuiltIn.ASSIGNEE, state.assignee());
    put(known, BuiltIn.WORKLIST, state.context().worklist());
    UUID parent = state.context().parent();
    put(known, BuiltIn.PARENT, parent == null ? null : parent.toString());
    Map<String, Object> given = new HashMap<>();
    input.forEach(
        (name, value) -> {
          if (value != null) {
            given.put(name, value);
          }
        });
    return new Facts(known, given, Map.of(), user, now, rows);
  }

  private static void put(Map<String, Object> known, String name, @Nullable String value) {
    if (value != null) {
      known.put(name, value);
    }
  }
}
