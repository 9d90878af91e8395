package dev.holdfast.device.queue;

import dev.holdfast.device.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What has to wait: for actions that the server could not judge now, as it decides in a batch, and
 * for those whose contents it lacks.
 */
final class Held {
  private Held() {}

  /**
   * The actions that wait, by their places: one that waits holds up the later ones on its case, on
   * the parents of its case, and those that open a child under one of them.
   *
   * @param stuck the cases of the actions that the server could not judge
   * @param lacking actions that wait for contents
   */
  static Set<Long> by(Connection connection, Set<UUID> stuck, Set<UUID> lacking)
      throws SQLException {
    Set<Long> waiting = new HashSet<>();
    if (stuck.isEmpty() && lacking.isEmpty()) {
      return waiting;
    }
    Set<UUID> held = new HashSet<>(stuck);
    Set<UUID> looked = new HashSet<>();
    for (Step step :
        Sql.list(
            connection, Step.SELECT + "WHERE " + Actions.TO_SEND + "ORDER BY sequence", Step::of)) {
      if (lacking.contains(step.action())
          || held.contains(step.caseId())
          || step.named().filter(held::contains).isPresent()) {
        waiting.add(step.sequence());
        held.add(step.caseId());
        step.named().ifPresent(held::add);
        if (looked.add(step.caseId())) {
          held.addAll(
              Sql.list(
                  connection,
                  "SELECT parent FROM hf_case WHERE id = ? AND parent IS NOT NULL",
                  row -> UUID.fromString(row.getString(1)),
                  step.caseId().toString()));
        }
      }
    }
    return waiting;
  }
}
