package dev.holdfast.server.workbasket.api;

import jakarta.ejb.Local;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** The issues of cases whose time is over; in the caller's transaction. */
@Local
public interface CaseIssues {

  /** Which of some cases have an issue that nobody has resolved. */
  Set<UUID> unresolved(Collection<UUID> cases);

  /**
   * Removes what was submitted and said from the issues of cases that are being removed. Who
   * submitted what kind of action when, and how that ended, stays for the reports.
   */
  void empty(Collection<UUID> cases);
}
