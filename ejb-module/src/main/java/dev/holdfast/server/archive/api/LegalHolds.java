package dev.holdfast.server.archive.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds. A case under one is not removed, whatever its retention says. Administrators only;
 * who does what and why is in the audit trail and, for a single case, in its history.
 */
@Local
public interface LegalHolds {

  /**
   * Places a hold. Once this has returned, nothing of what is held is being removed.
   *
   * @throws RefusedException {@code NOT_FOUND} if there is no such case or no such type in force,
   *     {@code INVALID} without a reason
   */
  HoldView place(Caller caller, HoldSubject subject, @Nullable String reason)
      throws RefusedException;

  /**
   * Lifts a hold; others on the same case stay.
   *
   * @throws RefusedException {@code NOT_FOUND} if there is none, {@code CONFLICT} if it was lifted
   *     before, {@code INVALID} without a reason
   */
  HoldView lift(Caller caller, UUID id, @Nullable String reason) throws RefusedException;

  /**
   * Holds, the last ones placed first.
   *
   * @param lifted whether those that were lifted are listed too
   */
  Page<HoldView> list(Caller caller, boolean lifted, PageRequest page) throws RefusedException;

  /** The holds in effect on a case, its own and those of its type; oldest first. */
  List<HoldView> of(Caller caller, UUID caseId) throws RefusedException;
}
