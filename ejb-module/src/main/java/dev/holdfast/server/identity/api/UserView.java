package dev.holdfast.server.identity.api;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user as administrators see one.
 *
 * @param name unique name
 * @param displayName name for people
 * @param roles roles
 * @param attributes values by attribute
 * @param enabled whether the user may sign in
 * @param version for optimistic locking
 */
public record UserView(
    String name,
    String displayName,
    Set<String> roles,
    Map<String, List<String>> attributes,
    boolean enabled,
    long version) {}
