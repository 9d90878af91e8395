package dev.holdfast.server.fleet.internal;

import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.server.fleet.api.Policies;
import dev.holdfast.server.fleet.api.PolicyTarget;
import dev.holdfast.server.fleet.api.PolicyView;
import dev.holdfast.server.platform.api.Additions;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Administration of policies, with JPA. */
@Stateless
public class PoliciesBean implements Policies {
  @PersistenceContext private EntityManager entities;
  @Inject private PolicyRules rules;
  @Inject private PolicyList list;
  @Inject private PolicyAudit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected PoliciesBean() {}

  @Override
  public PolicyView add(Caller caller, PolicyTarget target, PolicyValues values)
      throws RefusedException {
    caller.requireAdministrator();
    PolicyRules.requireValid(values);
    rules.requireTarget(target);
    String taken = "There is a policy for " + target.text() + " already.";
    if (entities.find(StoredPolicy.class, target.text()) != null) {
      throw new RefusedException(ErrorCode.ALREADY_EXISTS, taken);
    }
    StoredPolicy policy = new StoredPolicy(target, values);
    Additions.write(entities, policy, taken);
    PolicyView added = policy.view();
    audit.added(caller.name(), added);
    return added;
  }

  @Override
  public PolicyView change(
      Caller caller, PolicyTarget target, long expectedVersion, PolicyValues values)
      throws RefusedException {
    caller.requireAdministrator();
    PolicyRules.requireValid(values);
    StoredPolicy policy = seen(target, expectedVersion);
    PolicyView before = policy.view();
    policy.say(values);
    flush(target);
    PolicyView after = policy.view();
    audit.changed(caller.name(), before, after);
    return after;
  }

  @Override
  public void remove(Caller caller, PolicyTarget target, long expectedVersion)
      throws RefusedException {
    caller.requireAdministrator();
    StoredPolicy policy = seen(target, expectedVersion);
    entities.remove(policy);
    flush(target);
    audit.removed(caller.name(), policy.view());
  }

  @Override
  public Optional<PolicyView> find(Caller caller, PolicyTarget target) throws RefusedException {
    caller.requireAdministrator();
    return Optional.ofNullable(entities.find(StoredPolicy.class, target.text()))
        .map(StoredPolicy::view);
  }

  @Override
  public Page<PolicyView> list(Caller caller, PageRequest page) throws RefusedException {
    caller.requireAdministrator();
    return list.page(page);
  }

  @Override
  public SyncPolicy effective(Caller caller, String user) throws RefusedException {
    caller.requireAdministrator();
    return list.effective(user);
  }

  private StoredPolicy seen(PolicyTarget target, long version) throws RefusedException {
    StoredPolicy policy = entities.find(StoredPolicy.class, target.text());
    if (policy == null) {
      throw new RefusedException(
          ErrorCode.NOT_FOUND, "There is no policy for " + target.text() + '.');
    }
    if (policy.version() != version) {
      throw stale(target);
    }
    return policy;
  }

  private void flush(PolicyTarget target) throws RefusedException {
    try {
      entities.flush();
    } catch (OptimisticLockException e) {
      throw stale(target);
    }
  }

  private static RefusedException stale(PolicyTarget target) {
    return new RefusedException(
        ErrorCode.STALE, "The policy for " + target.text() + " was changed in the meantime.");
  }
}
