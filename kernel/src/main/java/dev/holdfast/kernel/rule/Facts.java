package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.User;
import java.time.Instant;
import java.util.Map;

/**
 * What a rule is evaluated on.
 *
 * @param subject the case: its fields, built-in ones included, and {@code stage}, {@code completed}
 *     and {@code version}; values in Java form, without value absent
 * @param input the fields that the action sets, likewise; those that it removes are absent
 * @param record the record that the rule is about, likewise; empty if it is about none
 * @param user who performs the action
 * @param now the moment of the action by the server's clock
 * @param rows the rows that references refer to
 */
public record Facts(
    Map<String, Object> subject,
    Map<String, Object> input,
    Map<String, Object> record,
    User user,
    Instant now,
    RowLookup rows) {

  /** The same, about a record. */
  public Facts of(Map<String, Object> other) {
    return new Facts(subject, input, other, user, now, rows);
  }
}
