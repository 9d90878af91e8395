package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Tells the audit trail what became of a policy. */
@ApplicationScoped
public class PolicyAudit {
  @Inject private Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected PolicyAudit() {}

  void added(String by, PolicyView policy) {
    record(by, AuditAction.POLICY_ADDED, policy, PolicyValues.NONE, policy.values());
  }

  /** A policy may have been changed. */
  void changed(String by, PolicyView before, PolicyView after) {
    if (!before.values().equals(after.values())) {
      record(by, AuditAction.POLICY_CHANGED, after, before.values(), after.values());
    }
  }

  void removed(String by, PolicyView policy) {
    record(by, AuditAction.POLICY_REMOVED, policy, policy.values(), PolicyValues.NONE);
  }

  private void record(
      String by, AuditAction action, PolicyView policy, PolicyValues from, PolicyValues to) {
    Map<String, Change> changes = new TreeMap<>();
    for (PolicyField field : PolicyField.values()) {
      if (!Objects.equals(field.of(from), field.of(to))) {
        changes.put(field.code(), new Change(field.text(from), field.text(to)));
      }
    }
    audit.record(by, action, policy.target(), null, changes);
  }
}
