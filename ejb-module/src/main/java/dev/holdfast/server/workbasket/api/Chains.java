package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.casework.api.Held;
import jakarta.ejb.Local;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The chains that wait, for who receives what comes behind; in the caller's transaction. */
@Local
public interface Chains {

  /**
   * Where what follows these actions has to wait. Nobody decides on these chains until the
   * transaction ends.
   *
   * @param followed actions, parked or not
   * @return by followed action: itself while it waits; what it waited behind, if it was decided on
   *     alone; nothing for what holds nobody
   * @throws jakarta.persistence.OptimisticLockException if a chain has got another head meanwhile:
   *     the same will work in another transaction
   */
  Map<UUID, Held> held(Collection<UUID> followed);
}
