package dev.holdfast.bench.soak;

import dev.holdfast.bench.soak.pocket.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The laws, asked of the database and of devices that have come to rest. */
final class Laws {
  private static final int MOST_NAMED = 5;

  /** Answered, in the history, and an issue if it was parked. */
  private static final String ANSWERED =
      """
      SELECT o.action_id FROM holdfast.action_outcome o
      JOIN holdfast.history_entry h ON h.action_id = o.action_id
      LEFT JOIN holdfast.issue i ON i.action_id = o.action_id
      WHERE o.outcome <> 'parked' OR i.id IS NOT NULL""";

  private static final String TWICE =
      """
      SELECT h.action_id FROM holdfast.history_entry h
      JOIN holdfast.action_outcome o ON o.action_id = h.action_id
      GROUP BY h.action_id HAVING count(*) > 1""";

  private static final String MISCOUNTED =
      """
      SELECT c.id FROM holdfast.case_file c WHERE c.application = 'soak' AND c.version <>
        (SELECT count(*) FROM holdfast.action_outcome o
         WHERE o.case_id = c.id AND o.outcome IN ('applied', 'merged'))""";

  private final Connection connection;
  private final Ledger ledger;

  Laws(Connection connection, Ledger ledger) {
    this.connection = connection;
    this.ledger = ledger;
  }

  /** Laws 1 to 3, of everybody. */
  void check(List<Standing> standings, Map<String, List<String>> regions) throws SQLException {
    nothingLost(standings);
    none("exactly once: an action has one entry in the history", TWICE);
    none("exactly once: a case's version is the number of effects", MISCOUNTED);
    Truth truth = new Truth(connection);
    for (Standing standing : standings) {
      ledger.checked("convergence: digests");
      if (!standing.match()) {
        ledger.breach("convergence: digests", standing.user() + " holds something else");
      }
      ledger.checked("everything is sent and answered");
      if (!standing.waiting().isEmpty()) {
        ledger.breach(
            "everything is sent and answered", standing.user() + " has " + standing.waiting());
      }
      holds(standing, truth.of(standing.user(), regions.getOrDefault(standing.user(), List.of())));
    }
  }

  private void nothingLost(List<Standing> standings) throws SQLException {
    String law = "nothing is lost";
    Set<String> lost = ledger.owed();
    ledger.checked(law);
    lost.removeAll(ids(ANSWERED));
    standings.forEach(standing -> standing.pending().forEach(lost::remove));
    if (!lost.isEmpty()) {
      ledger.breach(law, "%d actions are nowhere: %s".formatted(lost.size(), some(lost)));
    }
  }

  private void none(String law, String sql) throws SQLException {
    ledger.checked(law);
    Set<String> found = ids(sql);
    if (!found.isEmpty()) {
      ledger.breach(law, "%d: %s".formatted(found.size(), some(found)));
    }
  }

  private void holds(Standing standing, Map<String, Set<String>> truth) {
    String law = "convergence: rows";
    truth.forEach(
        (unit, rows) -> {
          ledger.checked(law);
          List<String> shown = standing.rows().getOrDefault(unit, List.of());
          Set<String> held = new HashSet<>(shown);
          Set<String> missing = new HashSet<>(rows);
          missing.removeAll(held);
          Set<String> wrong = new HashSet<>(held);
          wrong.removeAll(rows);
          if (!missing.isEmpty() || !wrong.isEmpty() || held.size() != shown.size()) {
            ledger.breach(
                law,
                "%s shows %d rows of %s, of which %s are not the server's; %s lack"
                    .formatted(standing.user(), shown.size(), unit, some(wrong), some(missing)));
          }
        });
  }

  private static String some(Collection<String> all) {
    return all.size() + " " + all.stream().sorted().limit(MOST_NAMED).collect(Collectors.toList());
  }

  private Set<String> ids(String sql) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        ids.add(found.getString(1));
      }
    }
    return ids;
  }
}
