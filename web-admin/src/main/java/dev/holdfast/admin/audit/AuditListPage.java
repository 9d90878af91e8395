package dev.holdfast.admin.audit;

import dev.holdfast.admin.shell.Looks;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.Audit.AuditFilter;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.history.api.AuditEntry;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail, newest first; its filter is in the page's address. */
@Named
@ViewScoped
public class AuditListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Audit audit;
  @Inject private Looks looks;

  private @Nullable String who;
  private @Nullable String action;
  private @Nullable String subject;
  private final PagedModel<AuditLine> rows =
      new PagedModel<>(this::page, line -> String.valueOf(line.entry().position()));

  private Page<AuditLine> page(PageRequest request) throws RefusedException {
    Page<AuditEntry> page =
        audit.list(user.caller(), new AuditFilter(who, action, subject), request);
    return new Page<>(
        page.items().stream().map(entry -> AuditLine.of(entry, looks)).toList(), page.total());
  }

  /** The rows. */
  public PagedModel<AuditLine> getRows() {
    return rows;
  }

  /** What can be done. */
  public List<String> getActions() {
    return Arrays.stream(AuditAction.values()).map(AuditAction::code).toList();
  }

  /** Whether anything is left out. */
  public boolean isFiltered() {
    return who != null || action != null || subject != null;
  }

  /** Who did it, null for anybody. */
  public @Nullable String getWho() {
    return who;
  }

  /** Who did it, null for anybody. */
  public void setWho(@Nullable String who) {
    this.who = who;
  }

  /** What was done, null for anything. */
  public @Nullable String getAction() {
    return action;
  }

  /** What was done, null for anything. */
  public void setAction(@Nullable String action) {
    this.action = action;
  }

  /** Part of what it was done to, null for anything. */
  public @Nullable String getSubject() {
    return subject;
  }

  /** Part of what it was done to, null for anything. */
  public void setSubject(@Nullable String subject) {
    this.subject = subject;
  }
}
