package dev.holdfast.server.casework.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked action that holds what follows it.
 *
 * @param action the action that it waits behind
 * @param caseId the case of the chain, null if that is unreadable
 */
public record Held(UUID action, @Nullable UUID caseId) {

  /** Whether it holds an action of this case: a chain is of one. */
  public boolean holds(UUID other) {
    return caseId == null || caseId.equals(other);
  }
}
