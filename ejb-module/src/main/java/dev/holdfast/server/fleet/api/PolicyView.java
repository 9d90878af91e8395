package dev.holdfast.server.fleet.api;

import dev.holdfast.kernel.policy.PolicyValues;

/**
 * A policy as administrators see it.
 *
 * @param target whom it is for: {@code everyone}, {@code application:NAME} or {@code role:NAME}
 * @param values what it says; null is left to more general ones
 * @param version for optimistic locking
 */
public record PolicyView(String target, PolicyValues values, long version) {}
