package dev.holdfast.kernel.rule;

import org.jspecify.annotations.Nullable;

/**
 * What a rule says.
 *
 * @param holds whether it holds; a rule that can't be evaluated, for example because a value that
 *     it needs is missing, does not hold
 * @param failure why it could not be evaluated, null if it could
 */
public record Verdict(boolean holds, @Nullable String failure) {}
