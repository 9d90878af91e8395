package dev.holdfast.kernel.casework;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a user is told.
 *
 * @param code stable code, for example {@code required}
 * @param field the field that it is about, null if about the action as a whole
 * @param text the text for the user: what is wrong and what to do
 */
public record Message(String code, @Nullable String field, String text) {}
