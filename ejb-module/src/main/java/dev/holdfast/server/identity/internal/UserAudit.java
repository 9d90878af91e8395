package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.identity.api.UserView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells the audit trail what became of a user; that a password was changed, but never to what. */
@ApplicationScoped
public class UserAudit {
  private static final UserView NOBODY = new UserView("", "", Set.of(), Map.of(), false, 0);

  @Inject private Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UserAudit() {}

  /** A user was added. */
  void added(String by, UserView user) {
    Map<String, Change> values = changes(NOBODY, user);
    values.put("enabled", new Change(null, user.enabled()));
    audit.record(by, AuditAction.USER_ADDED, user.name(), null, values);
  }

  /** A user may have been changed. */
  void changed(String by, UserView before, UserView after, boolean password) {
    Map<String, Change> changes = changes(before, after);
    if (password) {
      changes.put("password", new Change(null, "changed"));
    }
    if (!changes.isEmpty()) {
      audit.record(by, AuditAction.USER_CHANGED, after.name(), null, changes);
    }
  }

  private static Map<String, Change> changes(UserView before, UserView after) {
    Map<String, Change> changes = new TreeMap<>();
    put(changes, "display-name", text(before.displayName()), text(after.displayName()));
    put(changes, "enabled", before.enabled(), after.enabled());
    put(changes, "roles", line(before.roles()), line(after.roles()));
    Set<String> attributes = new TreeSet<>(before.attributes().keySet());
    attributes.addAll(after.attributes().keySet());
    for (String attribute : attributes) {
      put(
          changes,
          "attribute " + attribute,
          line(before.attributes().getOrDefault(attribute, List.of())),
          line(after.attributes().getOrDefault(attribute, List.of())));
    }
    return changes;
  }

  private static void put(
      Map<String, Change> changes, String field, @Nullable Object from, @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      changes.put(field, new Change(from, to));
    }
  }

  private static @Nullable String line(Collection<String> words) {
    return text(String.join(", ", words));
  }

  private static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }
}
