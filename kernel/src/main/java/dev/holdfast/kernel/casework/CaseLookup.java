package dev.holdfast.kernel.casework;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the other cases that an action depends on. Implementations read the side's own store. */
public interface CaseLookup {

  /** A case that the user may see on this side. */
  Optional<CaseState> find(UUID id);

  /**
   * How many children of a case are open.
   *
   * @param types the types that count
   * @return by type, without those of which none is open
   */
  Map<String, Long> openChildren(UUID parent, Collection<String> types);

  /** Knows no other cases. */
  static CaseLookup none() {
    return new CaseLookup() {
      @Override
      public Optional<CaseState> find(UUID id) {
        return Optional.empty();
      }

      @Override
      public Map<String, Long> openChildren(UUID parent, Collection<String> types) {
        return Map.of();
      }
    };
  }
}
