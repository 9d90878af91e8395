package dev.holdfast.device.queue;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Judge;
import dev.holdfast.kernel.casework.Replay;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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

  /**
   * Performs the actions on these cases and their kin again on the server's state, in the order in
   * which the user performed them. Whatever was shown before is not asked: what a parent or a child
   * says to an action depends on what was done to it until then.
   *
   * @return the cases that are shown anew
   */
  Set<UUID> replay(Collection<UUID> cases) throws SQLException {
    if (cases.isEmpty()) {
      return Set.of();
    }
    Kin kin = Kin.shown(connection);
    Set<UUID> all = kin.around(cases);
    List<ActionSubmission> actions =
        Actions.shown(connection, all).stream().map(Queued::submission).toList();
    Cases.showServers(connection, all);
    Map<UUID, Replay> replays = replays(actions);
    Words words = logic.words(connection);
    for (ActionSubmission action : actions) {
      Replay replay = replays.get(action.caseId());
      if (replay != null) {
        replay.perform(words.of(action));
        if (kin.has(action.caseId())) {
          show(action, replay);
        }
      }
    }
    Set<UUID> written = new HashSet<>(kin.of().keySet());
    for (ActionSubmission action : actions) {
      Replay replay = replays.get(action.caseId());
      if (replay != null && written.add(action.caseId())) {
        show(action, replay);
      }
    }
    return all;
  }

  private void show(ActionSubmission action, Replay replay) throws SQLException {
    CaseState view = replay.view();
    if (view != null) {
      Cases.show(connection, action.application(), view);
    }
  }

  /** The cases of actions before any of them; without those of applications that are gone. */
  private Map<UUID, Replay> replays(List<ActionSubmission> actions) throws SQLException {
    Map<UUID, List<ActionSubmission>> byCase =
        actions.stream().collect(Collectors.groupingBy(ActionSubmission::caseId));
    Map<UUID, CaseState> server = cases.onServer(byCase.keySet());
    Map<UUID, String> marks = marks(byCase.values());
    Map<String, Optional<Judge>> judges = new HashMap<>();
    Map<UUID, Replay> replays = new HashMap<>();
    for (Map.Entry<UUID, List<ActionSubmission>> entry : byCase.entrySet()) {
      UUID id = entry.getKey();
      String application = entry.getValue().get(0).application();
      if (!judges.containsKey(application)) {
        judges.put(
            application,
            logic.of(connection, application).map(found -> logic.judge(connection, found)));
      }
      judges
          .get(application)
          .ifPresent(
              judge ->
                  replays.put(
                      id,
                      new Replay(judge, server.get(id), marks.get(id), entry.getValue(), user)));
    }
    return replays;
  }

  /** The marks of the server's versions of all these cases, type by type. */
  private Map<UUID, String> marks(Collection<List<ActionSubmission>> actions) throws SQLException {
    Map<Cases.Kind, List<UUID>> cases =
        actions.stream()
            .map(ofCase -> ofCase.get(0))
            .collect(
                Collectors.groupingBy(
                    action -> new Cases.Kind(action.application(), action.type()),
                    Collectors.mapping(ActionSubmission::caseId, Collectors.toList())));
    Map<UUID, String> marks = new HashMap<>();
    for (Map.Entry<Cases.Kind, List<UUID>> kind : cases.entrySet()) {
      marks.putAll(
          this.cases.marks(kind.getKey().application(), kind.getKey().type(), kind.getValue()));
    }
    return marks;
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
