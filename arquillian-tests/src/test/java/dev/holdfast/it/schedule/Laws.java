package dev.holdfast.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.api.PendingAction;
import dev.holdfast.it.server.FieldPackage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The laws, asked of the database and of the devices' stores. */
final class Laws implements AutoCloseable {
  private final FieldPackage field;
  private final Connection connection;

  /** Actions that were found in the history, which only grows. */
  private final Set<UUID> kept = new HashSet<>();

  Laws(FieldPackage field) throws SQLException {
    this.field = field;
    this.connection = field.connect();
  }

  /** Laws 3 and 4 for a device that has just synced. */
  void holdsExactly(Phone phone, Truth truth, Collection<String> regions) {
    String who = phone.user().name();
    assertThat(phone.holdfast().status().notReceived())
        .as("law 3: what lacks to %s", who)
        .isEmpty();
    assertThat(StoreFiles.rows(phone.store()))
        .as("law 3: rows of %s", who)
        .isEqualTo(truth.heldBy(who, regions, phone.id()));
    assertThat(phone.holdfast().verify().match()).as("law 3: digests of %s", who).isTrue();
    Looker.look(phone.holdfast());
  }

  /** Law 5. */
  void nothingTwice(Phone phone) {
    assertThat(phone.log().violations()).as("law 5").isEmpty();
  }

  /** Law 1: an action is in the queue, or in the history, or in the workbasket. */
  void nothingLost(Phone phone) {
    Set<UUID> lost = new HashSet<>(phone.performed());
    phone.holdfast().pending().stream().map(PendingAction::action).forEach(lost::remove);
    lost.removeAll(kept);
    if (!lost.isEmpty()) {
      kept.addAll(
          ids(
              """
              SELECT o.action_id FROM holdfast.action_outcome o
              JOIN holdfast.history_entry h ON h.action_id = o.action_id
              LEFT JOIN holdfast.issue i ON i.action_id = o.action_id
              WHERE (o.outcome <> 'parked' OR i.id IS NOT NULL) AND o.device_id = ?""",
              phone.id()));
      lost.removeAll(kept);
    }
    assertThat(lost).as("law 1: actions that are nowhere").isEmpty();
  }

  /** Law 2: every action of a device has one effect, and versions count the effects. */
  void exactlyOnce(Phone phone) {
    assertThat(
            ids(
                """
                SELECT h.action_id FROM holdfast.history_entry h
                JOIN holdfast.action_outcome o ON o.action_id = h.action_id
                WHERE o.device_id = ? GROUP BY h.action_id HAVING count(*) > 1""",
                phone.id()))
        .as("law 2: actions that took effect twice")
        .isEmpty();
    assertThat(
            ids(
                """
                SELECT c.id FROM holdfast.case_file c
                WHERE c.application = ? AND c.version <>
                  (SELECT count(*) FROM holdfast.action_outcome o
                   WHERE o.case_id = c.id AND o.outcome IN ('applied', 'merged'))""",
                field.name()))
        .as("law 2: cases whose version is not the number of effects")
        .isEmpty();
    List<PendingAction> left = phone.holdfast().pending();
    assertThat(left)
        .as("what waits although everything was sent")
        .allMatch(action -> action.reason() != null);
  }

  private List<UUID> ids(String sql, Object parameter) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, parameter);
      List<UUID> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
