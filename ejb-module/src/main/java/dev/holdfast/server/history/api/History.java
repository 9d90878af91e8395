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
   * A case's entries that say something of attachments, oldest first; of many the newest. The
   * caller has checked that the user may see them.
   */
  List<HistoryEntry> attaching(UUID caseId, int most);

  /** A case's entries after a position, oldest first, with their hashes; at most so many. */
  List<ChainedEntry> after(UUID caseId, long position, int most);

  /**
   * Where a chain ends.
   *
   * @param position position of its last entry
   * @param hash hash of it
   */
  record End(long position, String hash) {}

  /** Where a case's chain ends; empty if it has none. */
  Optional<End> end(UUID caseId);

  /**
   * Removes all entries of cases for good, but those that tell of others removed. An entry in their
   * place says which went, when and why, and the chain still verifies. The caller holds the lock of
   * every case, and joins the removal to its transaction.
   *
   * @param rule why they go
   * @param at when
   */
  void remove(Collection<UUID> cases, String rule, Instant at);

  /**
   * Whether a case's chain is whole.
   *
   * @param entries entries looked at
   * @param intact whether every hash is right and none is missing but those removed under a rule
   * @param brokenAt position of the first entry that is wrong, 0 if intact
   * @param removals what was removed under a rule, up to there
   */
  record Verification(long entries, boolean intact, long brokenAt, List<Removal> removals) {}

  /** Recomputes a case's chain. */
  Verification verify(UUID caseId);
}
