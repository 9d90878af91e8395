package dev.holdfast.hooks;

/**
 * Where a case stands.
 *
 * @param stage its stage
 * @param version its version
 * @param completed whether it is final
 */
public record Standing(String stage, long version, boolean completed) {}
