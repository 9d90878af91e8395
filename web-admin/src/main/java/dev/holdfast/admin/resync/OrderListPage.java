package dev.holdfast.admin.resync;

import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.fleet.api.Resyncs.OrderView;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** The list of resync orders, newest first. */
@Named
@ViewScoped
public class OrderListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Resyncs resyncs;
  @Inject private TargetChoices choices;

  private boolean running;
  private final PagedModel<OrderView> orders =
      new PagedModel<>(this::page, order -> order.id().toString());

  private Page<OrderView> page(PageRequest request) throws RefusedException {
    var page = resyncs.list(user.caller(), request);
    running = page.items().stream().anyMatch(order -> order.waiting() + order.running() > 0);
    return page;
  }

  /** Whom an order is for, in words. */
  public String whom(OrderView order) throws RefusedException {
    return choices.name(user.caller(), order.target());
  }

  /** The rows. */
  public PagedModel<OrderView> getOrders() {
    return orders;
  }

  /** Whether the page last shown has an order that is not complete. */
  public boolean isRunning() {
    return running;
  }
}
