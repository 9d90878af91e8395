package dev.holdfast.kernel.casework;

import org.jspecify.annotations.Nullable;

/**
 * What the judging side knows of the case that an action is about.
 *
 * @param current the case, null if there is none
 * @param visible whether it is in the user's scope and neither withdrawn nor deleted
 * @param baseCurrent whether nobody else has changed it since the action's base; the actions that
 *     it follows on its own device don't count as somebody else's
 */
public record Situation(@Nullable CaseState current, boolean visible, boolean baseCurrent) {}
