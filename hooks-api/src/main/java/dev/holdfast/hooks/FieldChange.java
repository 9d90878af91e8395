package dev.holdfast.hooks;

import org.jspecify.annotations.Nullable;

/**
 * What happens to one field. Values are in JSON form: text, {@link Long}, {@link Boolean}, or a
 * list or map of these; numbers with a fraction, dates and times are texts.
 *
 * @param from value before, null if none
 * @param to value after, null if none
 */
public record FieldChange(@Nullable Object from, @Nullable Object to) {}
