package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.WaitingIssues;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collections;

/** Counts what the node knows of workbaskets. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WaitingIssuesBean implements WaitingIssues {
  @Inject private KnownBaskets baskets;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected WaitingIssuesBean() {}

  @Override
  public long count(Caller caller) throws RefusedException {
    caller.requireCaseworker();
    return baskets.all().stream()
        .filter(basket -> caller.isAdministrator() || isMember(basket, caller))
        .mapToLong(basket -> basket.open() + basket.claimed())
        .sum();
  }

  private static boolean isMember(BasketView basket, Caller caller) {
    return basket.users().contains(caller.name())
        || !Collections.disjoint(basket.roles(), caller.user().roles());
  }
}
