package dev.holdfast.server.casework.internal;

import dev.holdfast.server.platform.api.Jdbc;
import jakarta.persistence.OptimisticLockException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Orders writers of cases by advisory locks, which also work for cases that don't exist yet. They
 * spare people conflicts; what guarantees that no change is lost is the version of each case.
 */
final class CaseLocks {
  // unnest keeps the array's order, so every transaction takes its locks in the same order.
  private static final String TAKE =
      "SELECT pg_advisory_xact_lock(k) FROM unnest(CAST(? AS bigint[])) AS keys(k)";

  private CaseLocks() {}

  /**
   * Takes the locks of cases until the transaction ends, and those of their parents: a case waits
   * for its children, and none is opened or opened again while it is judged whether it still has
   * to.
   *
   * @throws OptimisticLockException if one of them was opened under another parent by whoever had
   *     its lock before: that one's lock can't be taken any more in the order that all keep to
   */
  static void take(Jdbc jdbc, Collection<UUID> named) {
    Set<UUID> cases = new HashSet<>(named);
    cases.addAll(CaseRows.parents(jdbc, named));

    // Texts of dates and times are compared in scopes: as devices get them.
    jdbc.list("SELECT set_config('TimeZone', 'UTC', true)", row -> true);
    String[] keys =
        cases.stream()
            .mapToLong(CaseLocks::key)
            .sorted()
            .distinct()
            .mapToObj(Long::toString)
            .toArray(String[]::new);
    if (keys.length > 0) {
      jdbc.list(TAKE, row -> true, (Object) keys);
      if (!cases.containsAll(CaseRows.parents(jdbc, named))) {
        throw new OptimisticLockException("a case got a parent before its lock was had");
      }
    }
  }

  private static long key(UUID id) {
    return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
  }
}
