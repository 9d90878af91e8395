package dev.holdfast.device.queue;

import dev.holdfast.device.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which of the cases with actions in the queue are parents and children of one another: what is
 * done to one decides what can be done to the other.
 *
 * @param of the parents and children of each case that has any
 */
record Kin(Map<UUID, Set<UUID>> of) {

  /** Of the cases whose unconfirmed actions are shown. */
  static Kin shown(Connection connection) throws SQLException {
    Kin kin = new Kin(new HashMap<>());
    Sql.list(
        connection,
        "SELECT id, parent FROM hf_overlay WHERE parent IS NOT NULL",
        row -> kin.add(UUID.fromString(row.getString(1)), UUID.fromString(row.getString(2))));
    // A case that can't be shown has no overlay: its parent is the one that its action names.
    List<String> hidden =
        Sql.list(
            connection,
            "SELECT DISTINCT case_id FROM hf_action WHERE "
                + Actions.SHOWN
                + "AND case_id NOT IN (SELECT id FROM hf_overlay)",
            row -> row.getString(1));
    Sql.forEach(
        connection,
        "SELECT id, parent FROM hf_server_case WHERE id = ? AND parent IS NOT NULL",
        row -> kin.add(UUID.fromString(row.getString(1)), UUID.fromString(row.getString(2))),
        hidden);
    Sql.forEach(
        connection,
        Step.SELECT + "WHERE case_id = ?",
        row -> {
          Step step = Step.of(row);
          step.named().ifPresent(parent -> kin.add(step.caseId(), parent));
          return step;
        },
        hidden);
    return kin;
  }

  private boolean add(UUID child, UUID parent) {
    of.computeIfAbsent(parent, id -> new HashSet<>()).add(child);
    return of.computeIfAbsent(child, id -> new HashSet<>()).add(parent);
  }

  /** Whether a case has any. */
  boolean has(UUID caseId) {
    return of.containsKey(caseId);
  }

  /** These cases with their kin, with theirs, and so on. */
  Set<UUID> around(Collection<UUID> cases) {
    Set<UUID> found = new HashSet<>(cases);
    Deque<UUID> next = new ArrayDeque<>(found);
    while (!next.isEmpty()) {
      for (UUID relative : of.getOrDefault(next.remove(), Set.of())) {
        if (found.add(relative)) {
          next.add(relative);
        }
      }
    }
    return found;
  }
}
