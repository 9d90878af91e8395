package dev.holdfast.admin.resync;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.fleet.api.Resyncs.OrderDevice;
import dev.holdfast.server.fleet.api.Resyncs.OrderView;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One resync order with its devices, live while it runs. */
@Named
@ViewScoped
public class OrderPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MANY = 10_000;

  /**
   * Devices of one status.
   *
   * @param status the status
   * @param devices how many
   */
  public record Count(String status, long devices) {}

  @Inject private CurrentUser user;
  @Inject private Resyncs resyncs;
  @Inject private TargetChoices choices;

  private @Nullable String id;
  private @Nullable String status;
  private transient @Nullable OrderView order;
  private final PagedModel<OrderDevice> devices =
      new PagedModel<>(this::page, device -> device.device().toString());

  /** Finds the order as it stands now. */
  public void load() throws RefusedException {
    var wanted = Ids.of(id);
    order = wanted == null ? null : resyncs.find(user.caller(), wanted).orElse(null);
    Navigation.found(order);
  }

  private Page<OrderDevice> page(PageRequest request) throws RefusedException {
    return resyncs.devices(user.caller(), getOrder().id(), status, request);
  }

  /** Whom the order is for, in words. */
  public String getWhom() throws RefusedException {
    return choices.name(user.caller(), getOrder().target());
  }

  /** Whether any device is not through with it. */
  public boolean isRunning() {
    return getOrder().waiting() + getOrder().running() > 0;
  }

  /** How often the page looks again: counting many devices takes the database its time. */
  public int getPollSeconds() {
    return getOrder().devices() > MANY ? 15 : 3;
  }

  /** The order. */
  public OrderView getOrder() {
    if (order == null) {
      throw new IllegalStateException("No order was loaded for this page");
    }
    return order;
  }

  /** How many devices stand how, as far as they are waiting, running, done or failed. */
  public List<Count> getCounts() {
    var counted = getOrder();
    return List.of(
        new Count("waiting", counted.waiting()),
        new Count("running", counted.running()),
        new Count("done", counted.done()),
        new Count("failed", counted.failed()));
  }

  /** Its devices. */
  public PagedModel<OrderDevice> getDevices() {
    return devices;
  }

  /** Only devices with this status are listed, null for all. */
  public @Nullable String getStatus() {
    return status;
  }

  /** Only devices with this status are listed, null for all. */
  public void setStatus(@Nullable String status) {
    this.status = status;
  }

  /** The order's id. */
  public @Nullable String getId() {
    return id;
  }

  /** The order's id. */
  public void setId(@Nullable String id) {
    this.id = id;
  }
}
