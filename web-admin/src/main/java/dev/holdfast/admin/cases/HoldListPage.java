package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.archive.api.HoldSubject.OneCase;
import dev.holdfast.server.archive.api.HoldSubject.WholeType;
import dev.holdfast.server.archive.api.HoldView;
import dev.holdfast.server.archive.api.LegalHolds;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All legal holds, and those on whole case types. */
@Named
@ViewScoped
public class HoldListPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String OF = "/";
  private static final String SELF = Navigation.to("/cases/holds");

  @Inject private CurrentUser user;
  @Inject private LegalHolds holds;
  @Inject private CaseTypes types;
  @Inject private HoldKeeping keeping;

  private final PagedModel<HoldView> rows =
      new PagedModel<>(this::page, hold -> hold.id().toString());

  private boolean lifted;
  private @Nullable String type;
  private @Nullable String reason;
  private @Nullable UUID lifting;

  private Page<HoldView> page(PageRequest request) throws RefusedException {
    return holds.list(user.caller(), lifted, request);
  }

  /** Places one on all cases of the type. */
  public @Nullable String place() {
    var parts = String.valueOf(type).split(OF, 2);
    return keeping.place(new WholeType(parts[0], parts[parts.length - 1]), reason, SELF);
  }

  /** Says which one is to be lifted. */
  public void choose(HoldView hold) {
    lifting = hold.id();
    reason = null;
  }

  /** Lifts the chosen one. */
  public @Nullable String lift() {
    return lifting == null ? null : keeping.lift(lifting, reason, SELF);
  }

  /** Whether a hold is on one case. */
  public boolean ofCase(HoldView hold) {
    return hold.subject() instanceof OneCase;
  }

  /** The types that can be held: application and case type. */
  public List<String> getTypes() {
    return types.qualified(OF);
  }

  /** The rows. */
  public PagedModel<HoldView> getRows() {
    return rows;
  }

  /** Whether those that were lifted are listed, too. */
  public boolean isLifted() {
    return lifted;
  }

  /** Whether those that were lifted are listed, too. */
  public void setLifted(boolean lifted) {
    this.lifted = lifted;
  }

  /** The type to be held. */
  public @Nullable String getType() {
    return type;
  }

  /** The type to be held. */
  public void setType(@Nullable String type) {
    this.type = type;
  }

  /** Why. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Why. */
  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
