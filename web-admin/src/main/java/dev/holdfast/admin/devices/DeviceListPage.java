package dev.holdfast.admin.devices;

import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of devices; its filter is in the page's address. */
@Named
@ViewScoped
public class DeviceListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Fleet fleet;

  private @Nullable String text;
  private @Nullable String status;
  private final PagedModel<DeviceStatus> devices =
      new PagedModel<>(this::page, device -> device.id().toString());

  private Page<DeviceStatus> page(PageRequest request) throws RefusedException {
    // Who called last comes first unless a column says otherwise.
    var newestFirst = request.sort() == null;
    return fleet.devices(
        user.caller(),
        new Fleet.DeviceFilter(text, null, status),
        newestFirst
            ? new PageRequest(request.offset(), request.limit(), "contact", true)
            : request);
  }

  /** The rows. */
  public PagedModel<DeviceStatus> getDevices() {
    return devices;
  }

  /** What the status may be. */
  public List<String> getStatuses() {
    return List.of("active", "unseen", "failing", "wipe-requested", "wiped", "revoked");
  }

  /** Whether anything is left out. */
  public boolean isFiltered() {
    return text != null || status != null;
  }

  /** Part of name, user or id. */
  public @Nullable String getText() {
    return text;
  }

  /** Part of name, user or id. */
  public void setText(@Nullable String text) {
    this.text = text;
  }

  /** Status, null for any. */
  public @Nullable String getStatus() {
    return status;
  }

  /** Status, null for any. */
  public void setStatus(@Nullable String status) {
    this.status = status;
  }
}
