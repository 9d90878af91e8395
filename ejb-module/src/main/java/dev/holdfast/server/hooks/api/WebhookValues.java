package dev.holdfast.server.hooks.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a webhook.
 *
 * @param name its name, for people
 * @param url where messages are posted
 * @param enabled whether it gets any
 * @param applications of which applications; empty or null is all
 * @param caseTypes of cases of which types; empty or null is all
 * @param kinds of what: {@code applied}, {@code parked}; empty or null is all
 */
public record WebhookValues(
    String name,
    String url,
    boolean enabled,
    @Nullable Set<String> applications,
    @Nullable Set<String> caseTypes,
    @Nullable Set<String> kinds) {}
