package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.archive.api.LegalHolds;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The legal holds on the case of a page. */
@Named
@ViewScoped
public class CaseHolds implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private LegalHolds holds;
  @Inject private HoldKeeping keeping;

  private @Nullable UUID caseId;
  private @Nullable String reason;
  private transient List<HoldView> present = List.of();

  /** Finds those of a case. */
  public void show(UUID id) throws RefusedException {
    caseId = id;
    present = holds.of(user.caller(), id);
  }

  /** Places one on the case. */
  public @Nullable String place() {
    return keeping.place(new OneCase(caseId()), reason, self());
  }

  /** Lifts one. */
  public @Nullable String lift(HoldView hold) {
    return keeping.lift(hold.id(), reason, self());
  }

  private String self() {
    return Navigation.to("/cases/case", "id", caseId().toString());
  }

  private UUID caseId() {
    if (caseId == null) {
      throw new IllegalStateException("No case was loaded for this page");
    }
    return caseId;
  }

  /** Whether a hold is on the whole type of the case, and so not lifted here. */
  public boolean ofType(HoldView hold) {
    return !(hold.subject() instanceof OneCase);
  }

  /** Those in effect, the oldest first. */
  public List<HoldView> getPresent() {
    return present;
  }

  /** Why something is done. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Why something is done. */
  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
