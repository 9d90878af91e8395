package dev.holdfast.device.store;

import dev.holdfast.kernel.app.Deadlines;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is due, in SQLite's words: the same as {@link dev.holdfast.kernel.casework.Due}, in whole
 * milliseconds. The present is SQLite's, corrected by what was last measured that the clock is off.
 *
 * @param deadlines of the case type
 */
record DueColumns(Deadlines deadlines) {
  private static final String NOW =
      "(%s + coalesce((SELECT json_extract(value, '$.clockOffsetMillis') FROM hf_setting WHERE name = 'account'), 0))"
          .formatted(millis("'now'"));

  /** A relation of cases with {@code goal_at}, {@code due_at} and {@code overdue}. */
  String over(String cases) {
    return """
        (SELECT c.*, strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', goal_ms / 1000.0, 'unixepoch') AS goal_at,
          strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', due_ms / 1000.0, 'unixepoch') AS due_at,
          coalesce(due_ms < %s, 0) AS overdue
        FROM (SELECT *, %s AS goal_ms, %s AS due_ms FROM %s) c)"""
        .formatted(
            NOW, earliest(Deadlines.Times::goal), earliest(Deadlines.Times::deadline), cases);
  }

  private String earliest(Function<Deadlines.Times, @Nullable Duration> which) {
    StringBuilder stages = new StringBuilder("CASE stage");
    for (Map.Entry<String, Deadlines.Times> stage : deadlines.stages().entrySet()) {
      stages.append(" WHEN ").append(Views.literal(stage.getKey()));
      stages.append(" THEN ").append(after("stage_since", which.apply(stage.getValue())));
    }
    String inStage = deadlines.stages().isEmpty() ? "NULL" : stages.append(" END").toString();
    String whole = after("opened_at", which.apply(deadlines.whole()));
    return "CASE WHEN completed = 0 THEN min(coalesce(%1$s, %2$s), coalesce(%2$s, %1$s)) END"
        .formatted(inStage, whole);
  }

  private static String after(String since, @Nullable Duration length) {
    return length == null ? "NULL" : millis(since) + " + " + length.toMillis();
  }

  private static String millis(String time) {
    return "CAST(round((julianday(" + time + ") - 2440587.5) * 86400000) AS INTEGER)";
  }
}
