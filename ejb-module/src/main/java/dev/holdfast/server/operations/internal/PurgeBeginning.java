package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Settings;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Begins a purge that an administrator asked for, together with its line of the audit trail. */
@Stateless
public class PurgeBeginning {
  private final Purge purge;
  private final Audit audit;
  private final Settings settings;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected PurgeBeginning() {
    this(null, null, null);
  }

  /** Begins purges. */
  @Inject
  public PurgeBeginning(Purge purge, Audit audit, Settings settings) {
    this.purge = purge;
    this.audit = audit;
    this.settings = settings;
  }

  /** When it began; empty if the last one was too short a time ago. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Optional<Instant> ordered(Caller caller) {
    Optional<Instant> begun = purge.begin();
    begun.ifPresent(
        start ->
            audit.record(
                caller.name(),
                AuditAction.PURGE_BEGUN,
                "purge",
                null,
                Map.of(
                    "horizon",
                    new Change(
                        null,
                        start.minus(settings.get(OperationsSettings.RETENTION)).toString()))));
    return begun;
  }
}
