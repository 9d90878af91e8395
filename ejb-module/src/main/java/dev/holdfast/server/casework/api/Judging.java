package dev.holdfast.server.casework.api;

import dev.holdfast.server.platform.api.Caller;
import jakarta.ejb.Local;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Judges submitted actions and lets them take effect, in the caller's transaction. */
@Local
public interface Judging {

  /**
   * Makes everybody else who wants to change these cases or their parents wait until the
   * transaction ends; also for cases that don't exist yet. Taken once per transaction, so that
   * nobody waits in a circle.
   *
   * @throws jakarta.persistence.OptimisticLockException if one of them came to be the child of
   *     another case meanwhile: the same will work in another transaction
   */
  void lock(Collection<UUID> cases);

  /** The parents of these cases. */
  Set<UUID> parents(Collection<UUID> cases);

  /**
   * Judges actions of one device, in order, on locked cases. What takes effect changes its case;
   * every verdict gets its entry in the history.
   *
   * @param submitter the user and the device
   * @param submitted the actions in the device's order
   * @param held by followed action: what follows it on the same case is parked behind that
   * @return one verdict per action, in order
   */
  List<Verdict> judge(Caller submitter, List<Submitted> submitted, Map<UUID, Held> held);

  /**
   * Judges actions again that waited behind a parked one. The device may have gone on meanwhile, so
   * a base counts as current only if the case is exactly at its version. Those that still wait get
   * no new entry in the history.
   */
  List<Verdict> judgeReleased(Caller submitter, List<Submitted> submitted);

  /** The names of the workbaskets that packages in force route to. */
  Set<String> workbaskets();
}
