package dev.holdfast.device.queue;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotFoundException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.device.api.Performed;
import dev.holdfast.device.api.RefusedException;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.content.HeldContent;
import dev.holdfast.kernel.casework.ActionRequest;
import dev.holdfast.kernel.casework.Message;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user may do with actions that are not confirmed. */
public final class Choices {
  private final Logic logic;
  private final Performer performer;

  /** Choices over a queue. */
  public Choices(Logic logic, Performer performer) {
    this.logic = logic;
    this.performer = performer;
  }

  /**
   * What was cancelled.
   *
   * @param cases the cases that are shown anew: that of the actions and its kin
   * @param actions the actions, the one that was asked for first
   */
  public record Cancelled(Set<UUID> cases, List<UUID> actions) {}

  /** The queue, in order. */
  public List<PendingAction> list(Connection connection) throws SQLException {
    return views(connection, Actions.open(connection));
  }

  /**
   * What builds on an action, directly or not, and goes along if it is cancelled; in order.
   *
   * @throws NotFoundException if the queue has no such action
   */
  public List<PendingAction> followers(Connection connection, UUID action) throws SQLException {
    return views(connection, followers(connection, find(connection, action)));
  }

  private List<PendingAction> views(Connection connection, List<Queued> actions)
      throws SQLException {
    Map<UUID, ActionOutcome> outcomes =
        Outcomes.of(connection, actions.stream().map(Choices::id).toList());
    Words words = logic.words(connection);
    Map<UUID, List<HeldContent>> awaited = Awaited.by(connection);
    return actions.stream()
        .map(
            queued ->
                view(
                    words.of(queued.submission()).action(),
                    queued.status(),
                    Optional.ofNullable(outcomes.get(id(queued))),
                    awaited.getOrDefault(id(queued), List.of())))
        .toList();
  }

  /**
   * Performs a parked or refused action again, on the case as it is now, as a new action. The old
   * one leaves the queue; its issue stays in the workbasket until a person closes it. So does one
   * that was not sent because the server refuses a content of it: the content is tried again, if
   * the new action still names it.
   *
   * @param edits values that replace the action's own, also those that the logic can't take any
   *     more
   * @throws NotAllowedException if the action is on its way, or others follow it
   * @throws RefusedException if the rules refuse it now; nothing changed
   */
  public Performed retry(
      Connection connection, UUID action, Map<String, ? extends @Nullable Object> edits)
      throws SQLException {
    Queued queued = find(connection, action);
    if (isOnItsWay(queued)) {
      takeBackRefused(connection, queued);
    }
    Understanding understood = logic.words(connection).of(queued.submission());
    ActionSubmission old = understood.action();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(old.fields());
    List<Message> unanswered = understood.unanswered(edits);
    if (!unanswered.isEmpty()) {
      throw new RefusedException(unanswered);
    }
    edits.forEach((name, value) -> fields.put(name, value == null ? null : Values.toJson(value)));
    fields.keySet().removeAll(understood.takenOut(edits));
    Performed performed =
        performer.perform(
            connection,
            old.application(),
            new ActionRequest(old.caseId(), old.type(), old.name(), fields));
    Actions.mark(connection, List.of(action), ActionStatus.CANCELLED);
    return performed;
  }

  /**
   * Takes an action back, or lets go of one that was parked, refused, or can't be sent any more.
   *
   * @param withFollowers whether to take back also the actions that build on it
   * @throws NotAllowedException if one of them may have reached the server, or others follow it
   */
  public Cancelled cancel(Connection connection, UUID action, boolean withFollowers)
      throws SQLException {
    Queued queued = find(connection, action);
    UUID caseId = queued.submission().caseId();
    if (maybeSent(queued) && !Unsendable.is(connection, action)) {
      throw new NotAllowedException(
          "The action was sent and may have taken effect. Sync to get the answer.", null);
    }
    List<UUID> cancelled = new ArrayList<>(List.of(action));
    for (Queued follower : followers(connection, queued)) {
      if (follower.status() != ActionStatus.PENDING) {
        throw new NotAllowedException(
            "The action %s builds on it, was sent and may have taken effect. Sync to get the answer."
                .formatted(id(follower)),
            null);
      }
      cancelled.add(id(follower));
    }
    if (cancelled.size() > 1 && !withFollowers) {
      throw followed(cancelled.subList(1, cancelled.size()));
    }
    return new Cancelled(letGo(connection, caseId, cancelled), cancelled);
  }

  /** Others follow it, which would go with it. */
  private static NotAllowedException followed(List<UUID> followers) {
    return new NotAllowedException(
        "Later actions on the case build on it: %s. Cancel them first, or together with it."
            .formatted(followers),
        null);
  }

  /** Returns the cases that are shown anew. */
  private Set<UUID> letGo(Connection connection, UUID caseId, List<UUID> actions)
      throws SQLException {
    Actions.mark(connection, actions, ActionStatus.CANCELLED);
    Optional<Account> account = Account.of(connection);
    return account.isPresent()
        ? new Overlay(connection, logic, account.get().asUser()).replay(List.of(caseId))
        : Set.of(caseId);
  }

  /** An action that waits for a content which the server refuses is not on its way. */
  private void takeBackRefused(Connection connection, Queued queued) throws SQLException {
    UUID action = queued.submission().id();
    boolean isRefused =
        queued.status() == ActionStatus.PENDING
            && Awaited.isRefused(Awaited.by(connection).getOrDefault(action, List.of()));
    if (!isRefused) {
      throw new NotAllowedException("The action is on its way: the next sync sends it.", null);
    }
    List<Queued> followers = followers(connection, queued);
    if (!followers.isEmpty()) {
      throw followed(followers.stream().map(Choices::id).toList());
    }
    letGo(connection, queued.submission().caseId(), List.of(action));
  }

  /** Whether the server may know it, by this device or another. */
  static boolean maybeSent(Queued queued) {
    return queued.status() == ActionStatus.SENDING || queued.status() == ActionStatus.OFFERED;
  }

  /** What was decided on, or was sent, goes without those that came after it. */
  private static List<Queued> followers(Connection connection, Queued queued) throws SQLException {
    return queued.status() == ActionStatus.PENDING
        ? Actions.following(connection, queued.submission())
        : List.of();
  }

  private static UUID id(Queued queued) {
    return queued.submission().id();
  }

  private static Queued find(Connection connection, UUID action) throws SQLException {
    return Actions.find(connection, action)
        .filter(
            queued ->
                queued.status() != ActionStatus.CANCELLED
                    && queued.status() != ActionStatus.CONFIRMED)
        .orElseThrow(
            () -> new NotFoundException("There is no action " + action + " in the queue."));
  }

  private static boolean isOnItsWay(Queued queued) {
    return switch (queued.status()) {
      case PENDING, SENDING, OFFERED -> true;
      default -> false;
    };
  }

  private static PendingAction view(
      ActionSubmission submission,
      ActionStatus status,
      Optional<ActionOutcome> outcome,
      List<HeldContent> awaited) {
    return new PendingAction(
        submission.id(),
        submission.caseId(),
        submission.application(),
        submission.type(),
        submission.name(),
        submission.fields(),
        status,
        outcome.map(ActionOutcome::reason).orElse(null),
        outcome.map(ActionOutcome::messages).orElse(List.of()),
        outcome.map(ActionOutcome::issue).orElse(null),
        submission.performedAt(),
        submission.packageVersion(),
        ContentList.of(awaited, submission.id()));
  }
}
