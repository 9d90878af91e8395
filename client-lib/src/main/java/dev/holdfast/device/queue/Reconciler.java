package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Offers;
import dev.holdfast.device.store.Sql;
import dev.holdfast.kernel.wire.ActionOutcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Brings the queue and what the user sees in line with what the server says. */
public final class Reconciler {
  private final Logic logic;

  /** Reconciles by this logic. */
  public Reconciler(Logic logic) {
    this.logic = logic;
  }

  /**
   * Marks actions before they are sent: from here on the server may know them.
   *
   * @param batch actions as they were before
   */
  public void sending(Connection connection, List<Queued> batch) throws SQLException {
    Actions.mark(
        connection,
        batch.stream()
            .filter(action -> action.status() == ActionStatus.PENDING)
            .map(action -> action.submission().id())
            .toList(),
        ActionStatus.SENDING);
  }

  /** Marks actions back that the server certainly did not get, unless it may know them longer. */
  public void notSent(Connection connection, List<Queued> batch) throws SQLException {
    Actions.mark(
        connection,
        batch.stream()
            .filter(action -> action.status() == ActionStatus.PENDING)
            .map(action -> action.submission().id())
            .toList(),
        ActionStatus.PENDING);
  }

  /**
   * What came of answers.
   *
   * @param counted how many there were of each kind
   * @param anew the cases that are shown anew
   */
  public record Answered(SyncResult.Up counted, Set<UUID> anew) {}

  /**
   * Takes the answers to a batch. What was applied or merged goes on being shown as it was; a case
   * of which an action was not, or was not shown until now, is shown anew. An answer that says
   * again what was known before the action was offered again is not counted.
   *
   * @param outcomes one per action of the batch, in its order
   */
  public Answered answered(
      Connection connection, Account account, List<Queued> batch, List<ActionOutcome> outcomes)
      throws SQLException {
    List<UUID> offered = offered(batch);
    Map<UUID, ActionOutcome> before = Outcomes.of(connection, offered);
    int known = 0;
    int applied = 0;
    int merged = 0;
    int parked = 0;
    Set<UUID> other = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      ActionOutcome outcome = outcomes.get(i);
      UUID caseId = batch.get(i).submission().caseId();
      if (batch.get(i).status() == ActionStatus.OFFERED) {
        other.add(caseId);
        if (outcome.equals(before.get(outcome.action()))) {
          known++;
          continue;
        }
      }
      switch (outcome.outcome()) {
        case APPLIED -> applied++;
        case MERGED -> merged++;
        case PARKED, DISCARDED, RETURNED -> {
          parked++;
          other.add(caseId);
        }
      }
    }
    Outcomes.take(connection, outcomes);
    if (!offered.isEmpty()) {
      // What was offered again and not lost is in the cases' rows.
      Actions.forgetHeld(connection);
    }
    return new Answered(
        new SyncResult.Up(batch.size() - known, applied, merged, parked),
        new Overlay(connection, logic, account.asUser()).replay(other));
  }

  private static List<UUID> offered(List<Queued> batch) {
    return batch.stream()
        .filter(action -> action.status() == ActionStatus.OFFERED)
        .map(action -> action.submission().id())
        .toList();
  }

  /**
   * After a checkpoint: takes the outcomes it brought and shows the actions on its cases.
   *
   * @param newHistory whether the database may have another history now, in which versions say
   *     nothing: what it has taken is offered again
   */
  public void reconcile(Connection connection, Account account, boolean newHistory)
      throws SQLException {
    if (newHistory) {
      Offers.again(connection);
    }
    Outcomes.takeRows(connection);
    new Overlay(connection, logic, account.asUser()).reconcile();
  }

  /** The cases that are shown with unconfirmed actions. */
  public Set<UUID> casesShown(Connection connection) throws SQLException {
    return Set.copyOf(Actions.casesShown(connection));
  }

  /** What the user sees of each case, in short, for finding what a sync changed. */
  public static Map<String, Integer> snapshot(Connection connection) throws SQLException {
    return Sql.list(
            connection,
            "SELECT id, stage, version, completed, assignee, fields, worklist FROM hf_case",
            row -> Map.entry(row.getString(1), content(row)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static int content(ResultSet row) throws SQLException {
    return Objects.hash(
        row.getString(2),
        row.getLong(3),
        row.getBoolean(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }

  /** The cases in which two snapshots differ. */
  public static Set<UUID> changed(Map<String, Integer> before, Map<String, Integer> after) {
    Set<String> ids = new HashSet<>(before.keySet());
    ids.addAll(after.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(before.get(id), after.get(id)))
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }
}
