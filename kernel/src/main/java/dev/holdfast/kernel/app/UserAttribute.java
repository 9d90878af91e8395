package dev.holdfast.kernel.app;

/**
 * An attribute of users that scopes may compare with.
 *
 * @param name its name, used as {@code user.NAME}
 * @param type type of one value
 * @param many whether a user may have several values
 */
public record UserAttribute(String name, ValueType type, boolean many) {}
