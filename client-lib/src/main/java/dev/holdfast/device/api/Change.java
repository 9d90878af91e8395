package dev.holdfast.device.api;

import java.util.Set;
import java.util.UUID;

/**
 * What an observer is told: what may look different now. Everything of one sync is told at once,
 * after it became visible.
 *
 * @param cases cases that may have changed
 * @param tables offline tables and case types, as they are named in queries, of which rows may have
 *     changed
 */
public record Change(Set<UUID> cases, Set<String> tables) {

  /** Makes the value immutable. */
  public Change {
    cases = Set.copyOf(cases);
    tables = Set.copyOf(tables);
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return cases.isEmpty() && tables.isEmpty();
  }
}
