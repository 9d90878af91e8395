package dev.holdfast.server.workbasket.internal;

import static dev.holdfast.server.workbasket.internal.WorkbasketLog.LOG;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.LockedRefusal;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.Resolution;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Batches: begun in a transaction, then run without one. */
@Stateless
@Interceptors(LockedRefusal.class)
public class IssueBatchesBean implements IssueBatches {
  @Inject private Access access;
  @Inject private BatchPreview preview;
  @Inject private BatchBeginning beginning;
  @Inject private BatchRows rows;
  @Inject private BatchRuns runs;
  @Inject private BatchThread thread;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected IssueBatchesBean() {}

  @Override
  public Preview preview(Caller caller, IssueFilter filter, Resolution how)
      throws RefusedException {
    Reach reach = access.of(caller);
    requireOne(how);
    return preview.of(caller, filter, reach, how);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public BatchView start(Caller caller, IssueFilter filter, Order order) throws RefusedException {
    Reach reach = access.of(caller);
    requireOne(order.how());
    if (order.withFollowers() && !order.how().takesFollowers()) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "What waits behind issues can only be returned or discarded with them.");
    }
    Order checked =
        new Order(
            order.how(),
            Reasons.given(order.reason()),
            order.issues(),
            order.withFollowers(),
            order.followers());
    UUID id = beginning.begin(caller, filter, reach, checked);
    try {
      thread.run(() -> BatchTimer.logged(runs));
    } catch (RejectedExecutionException e) {
      LOG.later(id);
    }
    return found(caller, id);
  }

  @Override
  public Page<BatchView> list(Caller caller, PageRequest page) throws RefusedException {
    if (page.sort() != null && !page.sort().equals("started")) {
      throw new RefusedException(ErrorCode.INVALID, "Batches have one order only.");
    }
    return rows.list(only(caller), page);
  }

  @Override
  public Optional<BatchView> find(Caller caller, UUID id) throws RefusedException {
    return rows.find(only(caller), id);
  }

  @Override
  public Page<ItemView> items(Caller caller, UUID id, @Nullable String state, PageRequest page)
      throws RefusedException {
    found(caller, id);
    return rows.items(id, state, page);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public BatchView cancel(Caller caller, UUID id) throws RefusedException {
    found(caller, id);
    if (!beginning.cancel(caller, id)) {
      throw new RefusedException(ErrorCode.CONFLICT, "The batch has ended already.");
    }
    return found(caller, id);
  }

  private BatchView found(Caller caller, UUID id) throws RefusedException {
    return rows.find(only(caller), id)
        .orElseThrow(
            () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no batch " + id + "."));
  }

  /** Whose batches the caller may see: null for all. */
  private @Nullable String only(Caller caller) throws RefusedException {
    access.of(caller);
    return caller.isAdministrator() ? null : caller.name();
  }

  private static void requireOne(Resolution how) throws RefusedException {
    if (how == Resolution.EDIT) {
      throw new RefusedException(
          ErrorCode.INVALID, "Many issues can't be edited at once. Choose another resolution.");
    }
  }
}
