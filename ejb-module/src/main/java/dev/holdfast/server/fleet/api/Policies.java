package dev.holdfast.server.fleet.api;

import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.Optional;

/**
 * Policies: when devices receive and send by themselves. One for everyone, and one for each
 * application and role that needs another. Administrators only.
 */
@Local
public interface Policies {

  /**
   * Adds a policy.
   *
   * @throws RefusedException {@code ALREADY_EXISTS}; {@code NOT_FOUND} if the target names nothing;
   *     {@code INVALID} if a value is out of bounds, or none is given
   */
  PolicyView add(Caller caller, PolicyTarget target, PolicyValues values) throws RefusedException;

  /**
   * Gives a policy other values, all of them.
   *
   * @param expectedVersion the version that the caller has seen
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}, {@code INVALID}
   */
  PolicyView change(Caller caller, PolicyTarget target, long expectedVersion, PolicyValues values)
      throws RefusedException;

  /**
   * Removes a policy; what is more general holds again.
   *
   * @param expectedVersion the version that the caller has seen
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}
   */
  void remove(Caller caller, PolicyTarget target, long expectedVersion) throws RefusedException;

  /** One policy. */
  Optional<PolicyView> find(Caller caller, PolicyTarget target) throws RefusedException;

  /** Policies, the most general first. Sort keys: target (default). */
  Page<PolicyView> list(Caller caller, PageRequest page) throws RefusedException;

  /**
   * What holds for the devices of a user.
   *
   * @throws RefusedException {@code NOT_FOUND} if there is no such user
   */
  SyncPolicy effective(Caller caller, String user) throws RefusedException;
}
