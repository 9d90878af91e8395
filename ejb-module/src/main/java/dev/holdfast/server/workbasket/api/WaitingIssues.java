package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/** How many issues wait for a decision, for who asks again and again. */
@Local
public interface WaitingIssues {

  /**
   * Number of unresolved issues, a chain of submissions as one, that the caller may see: those of
   * all workbaskets to administrators. Costs no statement as long as no issue and no member came or
   * went.
   *
   * @throws RefusedException {@code NOT_ALLOWED} for who may see none
   */
  long count(Caller caller) throws RefusedException;
}
