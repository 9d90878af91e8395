package dev.holdfast.server.contents.internal;

import dev.holdfast.server.contents.api.ContentStores;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Asks the database where contents lie. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StoresBean implements ContentStores {
  @Inject private MoveRows rows;
  @Inject private Stores stores;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected StoresBean() {}

  @Override
  public Backlog backlog(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    return rows.backlog(stores.target());
  }
}
