package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.User;
import java.util.Map;

/**
 * What a guard is evaluated on.
 *
 * @param before the case before the action: its fields, and {@code stage}, {@code completed},
 *     {@code version} and {@code assignee}; values in Java form, without value absent
 * @param input the fields that the action sets, likewise; those that it removes are absent
 * @param user who performs it
 * @param rows the rows that references refer to
 */
public record Facts(
    Map<String, Object> before, Map<String, Object> input, User user, RowLookup rows) {}
