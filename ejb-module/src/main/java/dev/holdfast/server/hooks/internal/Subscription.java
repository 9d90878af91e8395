package dev.holdfast.server.hooks.internal;

import dev.holdfast.hooks.ActionEvent;
import dev.holdfast.hooks.SubmittedAction;
import java.util.Set;
import java.util.UUID;

/**
 * What an enabled webhook wants; an empty set is all.
 *
 * @param webhook the webhook
 */
record Subscription(
    UUID webhook, Set<String> applications, Set<String> caseTypes, Set<String> kinds) {

  boolean wants(ActionEvent event) {
    SubmittedAction action = event.action();
    return has(applications, action.application())
        && has(caseTypes, action.caseType())
        && has(kinds, Message.kind(event));
  }

  private static boolean has(Set<String> wanted, String name) {
    return wanted.isEmpty() || wanted.contains(name);
  }
}
