package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What scopes and rules may know of a user.
 *
 * @param name unique name
 * @param roles roles in applications and in the system
 * @param attributes values by attribute in text form; an attribute with one value is a list of one
 */
public record User(String name, Set<String> roles, Map<String, List<String>> attributes) {}
