package dev.holdfast.admin.devices;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One device, and what an administrator can order for it. */
@Named
@ViewScoped
public class DevicePage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ISSUES = 10;

  @Inject private CurrentUser user;
  @Inject private Fleet fleet;
  @Inject private Devices devices;
  @Inject private Resyncs resyncs;
  @Inject private Workbasket workbasket;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String id;
  private String reason = "";
  private boolean acceptUnsent = true;
  private boolean erase = true;
  private transient @Nullable DeviceStatus device;
  private transient List<IssueView> issues = List.of();

  /** Finds the device. */
  public void load() throws RefusedException {
    var wanted = Ids.of(id);
    device = wanted == null ? null : fleet.device(user.caller(), wanted).orElse(null);
    if (Navigation.found(device)) {
      var ending = getDevice().ending();
      acceptUnsent = ending == null || ending.acceptsUnsent();
      var filter = new IssueFilter(null, "unresolved", null, null, wanted, null, null, null, null);
      var newest = new PageRequest(0, ISSUES, "received", true);
      issues = workbasket.list(user.caller(), filter, newest).items();
    }
  }

  /** Orders a full synchronization of this device. */
  public @Nullable String resync() {
    try {
      var target = new Resyncs.Target(Resyncs.Target.Kind.DEVICE, String.valueOf(id));
      var order = resyncs.order(user.caller(), target, reason);
      notices.done(texts.of("device.resync-done", getDevice().name()));
      return Navigation.to("/resync/order", "id", order.id().toString());
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  /** Ends the device's right to sync, and has it erase its store unless that is to stay. */
  public @Nullable String revoke() {
    if (erase) {
      return wipe();
    }
    try {
      devices.revoke(user.caller(), getDevice().id(), reason, acceptUnsent);
      notices.done(texts.of("device.revoke-done", getDevice().name()));
      return self();
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  /** Asks the device to erase its store. */
  public @Nullable String wipe() {
    try {
      devices.wipe(user.caller(), getDevice().id(), reason, acceptUnsent);
      notices.done(texts.of("device.wipe-done", getDevice().name()));
      return self();
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  private String self() {
    return Navigation.to("/devices/device", "id", String.valueOf(id));
  }

  /** The device. */
  public DeviceStatus getDevice() {
    if (device == null) {
      throw new IllegalStateException("No device was loaded for this page");
    }
    return device;
  }

  /** Its newest submissions that wait for a decision. */
  public List<IssueView> getIssues() {
    return issues;
  }

  /** Whether it may sync. */
  public boolean isActive() {
    return "active".equals(getDevice().status());
  }

  /** Whether it can still be ordered to erase its store, or the order be changed. */
  public boolean isWipeable() {
    return !"wiped".equals(getDevice().status());
  }

  /** Whether it can still be ended, or that be changed, other than by having it erased. */
  public boolean isRevocable() {
    var ending = getDevice().ending();
    return ending == null || ending.leftAt() == null && ending.wipeOrderedAt() == null;
  }

  /** The device's id. */
  public @Nullable String getId() {
    return id;
  }

  /** The device's id. */
  public void setId(@Nullable String id) {
    this.id = id;
  }

  /** Whether the device may still send what it has. */
  public boolean isAcceptUnsent() {
    return acceptUnsent;
  }

  /** Whether the device may still send what it has. */
  public void setAcceptUnsent(boolean acceptUnsent) {
    this.acceptUnsent = acceptUnsent;
  }

  /** Whether a device that is revoked erases its store. */
  public boolean isErase() {
    return erase;
  }

  /** Whether a device that is revoked erases its store. */
  public void setErase(boolean erase) {
    this.erase = erase;
  }

  /** Why, for the record. */
  public String getReason() {
    return reason;
  }

  /** Why, for the record. */
  public void setReason(String reason) {
    this.reason = reason;
  }
}
