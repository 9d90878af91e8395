package dev.holdfast.admin.workbaskets;

import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbaskets;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The named workbaskets. */
@Named
@RequestScoped
public class WorkbasketListPage {
  @Inject private CurrentUser user;
  @Inject private Workbaskets workbaskets;

  private List<BasketView> baskets = List.of();

  /** Reads them. */
  public void load() throws RefusedException {
    baskets = workbaskets.list(user.caller());
  }

  /** By name. */
  public List<BasketView> getBaskets() {
    return baskets;
  }
}
