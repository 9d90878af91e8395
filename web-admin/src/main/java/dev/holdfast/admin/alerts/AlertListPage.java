package dev.holdfast.admin.alerts;

import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.operations.api.Alerts;
import dev.holdfast.server.operations.api.Alerts.AlertView;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of alerts, the open ones unless its filter, which is in the page's address, says else.
 */
@Named
@ViewScoped
public class AlertListPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String OPEN = "open";

  @Inject private CurrentUser user;
  @Inject private Alerts alerts;

  private @Nullable String status;
  private @Nullable String kind;
  private final PagedModel<AlertView> rows =
      new PagedModel<>(this::page, alert -> alert.id().toString());

  private Page<AlertView> page(PageRequest request) throws RefusedException {
    return alerts.list(user.caller(), getStatus(), kind, request);
  }

  /** The rows. */
  public PagedModel<AlertView> getRows() {
    return rows;
  }

  /** What the status may be. */
  public List<String> getStatuses() {
    return Alerts.STATUSES;
  }

  /** What the kind may be. */
  public List<String> getKinds() {
    return Alerts.KINDS;
  }

  /** Whether other alerts are shown than by the page's plain address. */
  public boolean isFiltered() {
    return kind != null || !getStatus().equals(OPEN);
  }

  /** Which alerts: open, closed or all. */
  public String getStatus() {
    return status == null ? OPEN : status;
  }

  /** Which alerts: open, closed or all. */
  public void setStatus(@Nullable String status) {
    this.status = status;
  }

  /** Only alerts of this kind, null for all. */
  public @Nullable String getKind() {
    return kind;
  }

  /** Only alerts of this kind, null for all. */
  public void setKind(@Nullable String kind) {
    this.kind = kind;
  }
}
