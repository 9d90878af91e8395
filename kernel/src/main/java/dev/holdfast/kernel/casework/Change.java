package dev.holdfast.kernel.casework;

import org.jspecify.annotations.Nullable;

/**
 * What happened to one field.
 *
 * @param from value before, null if none
 * @param to value after, null if none
 */
public record Change(@Nullable Object from, @Nullable Object to) {}
