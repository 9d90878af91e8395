package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Replay;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

  /** Performs a case's actions again on the server's state. */
  void replay(UUID caseId) throws SQLException {
    List<ActionSubmission> actions =
        Actions.shown(connection, caseId).stream().map(Queued::submission).toList();
    Optional<ApplicationPackage> definition =
        actions.isEmpty() ? Optional.empty() : logic.of(connection, actions.get(0).application());
    if (definition.isEmpty()) {
      Cases.showServers(connection, caseId);
      return;
    }
    CaseState server = cases.onServer(caseId).orElse(null);
    CaseState view =
        Replay.of(logic.judge(connection, definition.get()), server, actions, user).view();
    if (view == null) {
      Cases.showServers(connection, caseId);
    } else {
      Cases.show(connection, definition.get().application(), view);
    }
  }

  /**
   * After a checkpoint: forgets the confirmed actions of a case that the checkpoint has, and
   * replays the rest. A confirmed action of a case that the checkpoint does not have took it out of
   * the user's scope.
   */
  void reconcile(UUID caseId) throws SQLException {
    long version = cases.onServer(caseId).map(CaseState::version).orElse(Long.MAX_VALUE);
    for (Queued action : Actions.shown(connection, caseId)) {
      if (action.status() == ActionStatus.CONFIRMED && action.version() <= version) {
        Actions.taken(connection, action.submission().id());
      }
    }
    replay(caseId);
  }
}
