package dev.holdfast.server.hooks.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.platform.api.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells the audit trail what became of a webhook; never its secret. */
@ApplicationScoped
public class WebhookAudit {
  @Inject private Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookAudit() {}

  void added(Caller by, WebhookValues values) {
    audit.record(by.name(), AuditAction.WEBHOOK_ADDED, values.name(), null, changes(null, values));
  }

  /** A webhook may have been changed. */
  void changed(Caller by, WebhookValues before, WebhookValues after) {
    Map<String, Change> changes = changes(before, after);
    if (!changes.isEmpty()) {
      audit.record(by.name(), AuditAction.WEBHOOK_CHANGED, after.name(), null, changes);
    }
  }

  void removed(Caller by, WebhookValues values, long messages) {
    Map<String, Change> changes = changes(values, null);
    changes.put("messages", new Change(messages, null));
    audit.record(by.name(), AuditAction.WEBHOOK_REMOVED, values.name(), null, changes);
  }

  void secretRenewed(Caller by, WebhookValues values, int number) {
    audit.record(
        by.name(),
        AuditAction.WEBHOOK_SECRET_RENEWED,
        values.name(),
        null,
        Map.of("secretNumber", new Change(number - 1, number)));
  }

  void retried(Caller by, WebhookValues values, int messages) {
    audit.record(
        by.name(),
        AuditAction.WEBHOOK_RETRIED,
        values.name(),
        null,
        Map.of("messages", new Change(null, messages)));
  }

  private static Map<String, Change> changes(
      @Nullable WebhookValues from, @Nullable WebhookValues to) {
    Map<String, @Nullable Object> before = said(from);
    Map<String, @Nullable Object> after = said(to);
    Map<String, Change> changes = new TreeMap<>();
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      Change change = new Change(before.get(name), after.get(name));
      if (!Objects.equals(change.from(), change.to())) {
        changes.put(name, change);
      }
    }
    return changes;
  }

  private static Map<String, @Nullable Object> said(@Nullable WebhookValues values) {
    Map<String, @Nullable Object> said = new TreeMap<>();
    if (values != null) {
      said.put("name", values.name());
      said.put("url", values.url());
      said.put("enabled", values.enabled());
      said.put("applications", joined(values.applications()));
      said.put("caseTypes", joined(values.caseTypes()));
      said.put("kinds", joined(values.kinds()));
    }
    return said;
  }

  private static @Nullable String joined(@Nullable Set<String> names) {
    return names == null || names.isEmpty() ? null : String.join(", ", new TreeSet<>(names));
  }
}
