package dev.holdfast.server.casework.api;

import jakarta.ejb.Local;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases that are completed, and their removal when their time is over. */
@Local
public interface CompletedCases {

  /**
   * Which cases.
   *
   * @param application their application
   * @param type their type
   * @param before when they were completed at the latest
   */
  record Past(String application, String type, Instant before) {}

  /**
   * A completed case.
   *
   * @param id the case
   * @param at when it was completed
   */
  record Completed(UUID id, Instant at) {}

  /**
   * Cases that no other has as its parent, in the order of their completion.
   *
   * @param last only what comes after it, null for the first ones
   * @param most at most so many
   */
  List<Completed> list(Past past, @Nullable Completed last, int most);

  /** Which of some cases are still such, under their locks. */
  List<UUID> still(Past past, Collection<UUID> cases);

  /** Removes cases, in the caller's transaction and under their locks. Their histories stay. */
  void remove(Collection<UUID> cases);
}
