package dev.holdfast.device.queue;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Replay;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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
    Map<UUID, String> marks = marks(actions.values());
    for (Map.Entry<UUID, List<Queued>> entry : actions.entrySet()) {
      UUID caseId = entry.getKey();
      replay(caseId, server.get(caseId), marks.get(caseId), entry.getValue());
    }
  }

  /** The marks of the server's versions of all these cases, type by type. */
  private Map<UUID, String> marks(Collection<List<Queued>> actions) throws SQLException {
    Map<Kind, List<UUID>> cases =
        actions.stream()
            .map(ofCase -> ofCase.get(0).submission())
            .collect(
                Collectors.groupingBy(
                    action -> new Kind(action.application(), action.type()),
                    Collectors.mapping(ActionSubmission::caseId, Collectors.toList())));
    Map<UUID, String> marks = new HashMap<>();
    for (Map.Entry<Kind, List<UUID>> kind : cases.entrySet()) {
      marks.putAll(
          this.cases.marks(kind.getKey().application(), kind.getKey().type(), kind.getValue()));
    }
    return marks;
  }

  private record Kind(String application, String type) {}

  private void replay(
      UUID caseId, @Nullable CaseState server, @Nullable String mark, List<Queued> queued)
      throws SQLException {
    List<ActionSubmission> actions = queued.stream().map(Queued::submission).toList();
    Optional<ApplicationPackage> definition = logic.of(connection, actions.get(0).application());
    CaseState view =
        definition.isEmpty()
            ? null
            : Replay.of(logic.judge(connection, definition.get()), server, mark, actions, user)
                .view();
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
