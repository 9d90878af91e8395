package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.Facts;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one action are evaluated on.
 *
 * @param type the case's type
 * @param input what the action sets, in Java form; null removes
 * @param user who performs it
 * @param now its moment by the server's clock
 * @param rows the rows that references refer to
 */
record FactSheet(
    CaseType type, Map<String, @Nullable Object> input, User user, Instant now, RowLookup rows) {

  /** The facts about the case as it stands. */
  Facts on(CaseState state) {
    Map<String, Object> known = new HashMap<>(state.fields());
    known.put("stage", state.stage());
    known.put("completed", state.completed());
    known.put("version", state.version());
    for (String builtIn : type.coordination().builtIns().keySet()) {
      // A field of that name which the package once had is not what it means now.
      known.remove(builtIn);
      Object value = state.value(type, builtIn);
      if (value != null) {
        known.put(builtIn, value);
      }
    }
    Map<String, Object> given = new HashMap<>();
    input.forEach(
        (name, value) -> {
          if (value != null) {
            given.put(name, value);
          }
        });
    return new Facts(known, given, Map.of(), user, now, rows);
  }
}
