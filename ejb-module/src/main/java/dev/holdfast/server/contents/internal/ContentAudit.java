package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.contents.api.AttachedContents.Wish;
import dev.holdfast.server.contents.api.ContentDownloads.Stored;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.platform.api.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The line of the audit trail for a content that a person gets, in a transaction of its own. */
@Stateless
public class ContentAudit {
  private final Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected ContentAudit() {
    this(null);
  }

  /** Writes to the trail. */
  @Inject
  public ContentAudit(Audit audit) {
    this.audit = audit;
  }

  /** Notes a content before anybody gets it: what is not in the trail is not handed out. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void fetched(Caller caller, Wish wish, Stored content) {
    Map<String, Change> told = new LinkedHashMap<>();
    told.put("at", new Change(null, wish.at()));
    told.put("name", new Change(null, wish.name()));
    told.put("bytes", new Change(null, content.bytes()));
    told.put("how", new Change(null, wish.shown() ? "shown" : "file"));
    audit.record(caller.name(), AuditAction.CONTENT_FETCHED, wish.id(), null, told);
  }
}
