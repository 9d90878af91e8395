package dev.holdfast.server.history.api;

import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The append-only history. Appending joins the caller's transaction. */
@Local
public interface History {

  /**
   * Appends entries; the position is given here. The caller holds the lock of every case concerned.
   *
   * @param entries entries in order; {@code position} is ignored
   */
  void append(List<HistoryEntry> entries);

  /** A case's entries, oldest first. The caller has checked that the user may see them. */
  Page<HistoryEntry> of(UUID caseId, PageRequest page);

  /**
   * A version of a case.
   *
   * @param caseId the case
   * @param number its number
   */
  record CaseVersion(UUID caseId, long number) {}

  /**
   * When these versions were made; one that is not in this history is left out. Empty for one of
   * before the moment of a case and its entry were the same: nothing can be told from it.
   */
  Map<CaseVersion, Optional<Instant>> made(Collection<CaseVersion> versions);

  /**
   * Whether a case's chain is whole.
   *
   * @param entries entries looked at
   * @param intact whether every hash is right and none is missing
   * @param brokenAt position of the first entry that is wrong, 0 if intact
   */
  record Verification(long entries, boolean intact, long brokenAt) {}

  /** Recomputes a case's chain. */
  Verification verify(UUID caseId);
}
