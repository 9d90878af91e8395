package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.fleet.api.SnapshotFiles.SnapshotOrder;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.sync.api.SnapshotMaker.Made;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The line of the audit trail for a file that was made, in a transaction of its own. */
@Stateless
public class SnapshotAudit {
  private final Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected SnapshotAudit() {
    this(null);
  }

  /** Writes to the trail. */
  @Inject
  public SnapshotAudit(Audit audit) {
    this.audit = audit;
  }

  /** Notes a file before anybody gets it: what is not in the trail is not handed out. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void made(Caller caller, SnapshotOrder order, Made file) {
    Map<String, Change> changes = new LinkedHashMap<>();
    put(changes, "application", order.application());
    put(changes, "user", order.user());
    put(changes, "roles", order.roles() == null ? null : order.roles().stream().sorted().toList());
    put(changes, "attributes", order.attributes());
    put(changes, "buckets", file.buckets());
    put(changes, "rows", file.rows());
    put(changes, "bytes", file.bytes());
    audit.record(caller.name(), AuditAction.SNAPSHOT_MADE, file.id().toString(), null, changes);
  }

  private static void put(Map<String, Change> changes, String field, @Nullable Object value) {
    if (value != null) {
      changes.put(field, new Change(null, value));
    }
  }
}
