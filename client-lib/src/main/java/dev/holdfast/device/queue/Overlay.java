package dev.holdfast.device.queue;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Replay;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what the user sees of a case: the server's state with the actions performed on it. */
final class Overlay {
  private final Connection connection;
  private final Logic logic;
  private final User user;
  private final Cases cases;

  Overlay(Connection connection, Logic logic, User user) {
    this.connection = connection;
    this.logic = logic;
    this.user = user;
    this.cases = new Cases(connection, logic);
  }

  /** Performs the actions on these cases again on the server's state. */
  void replay(Collection<UUID> cases) throws SQLException {
    if (cases.isEmpty()) {
      return;
    }
    Map<UUID, List<Queued>> actions = Actions.shown(connection, cases);
    Cases.showServers(connection, cases.stream().filter(id -> !actions.containsKey(id)).toList());
    Map<UUID, CaseState> server = this.cases.onServer(actions.keySet());
    for (Map.Entry<UUID, List<Queued>> entry : actions.entrySet()) {
      UUID caseId = entry.getKey();
      replay(caseId, server.get(caseId), entry.getValue());
    }
  }

  private void replay(UUID caseId, @Nullable CaseState server, List<Queued> queued)
      throws SQLException {
    List<ActionSubmission> actions = queued.stream().map(Queued::submission).toList();
    Optional<ApplicationPackage> definition = logic.of(connection, actions.get(0).application());
    CaseState view =
        definition.isEmpty()
            ? null
            : Replay.of(logic.judge(connection, definition.get()), server, actions, user).view();
    if (definition.isEmpty() || view == null) {
      Cases.showServers(connection, List.of(caseId));
    } else {
      Cases.show(connection, definition.get().application(), view);
    }
  }

  /**
   * After a checkpoint: forgets the confirmed actions that the checkpoint has, and replays the
   * rest.
   */
  void reconcile() throws SQLException {
    Actions.forgetTaken(connection);
    replay(Actions.casesShown(connection));
  }
}
