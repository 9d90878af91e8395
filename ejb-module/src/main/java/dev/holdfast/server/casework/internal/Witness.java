package dev.holdfast.server.casework.internal;

import dev.holdfast.hooks.ActionApplied;
import dev.holdfast.hooks.ActionEvent;
import dev.holdfast.hooks.ActionParked;
import dev.holdfast.hooks.Effect;
import dev.holdfast.hooks.FieldChange;
import dev.holdfast.hooks.Standing;
import dev.holdfast.hooks.SubmittedAction;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.casework.api.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks and tells {@link Observers} of the actions of one user in one transaction. Makes nothing
 * that nobody wants. Used once, not thread-safe.
 */
final class Witness {
  private final Observers observers;
  private final Actor actor;
  private final boolean asking;
  private final boolean telling;
  private final List<ActionEvent> events = new ArrayList<>();
  private @Nullable Pending pending;

  Witness(Observers observers, Actor actor) {
    this.observers = observers;
    this.actor = actor;
    this.asking = observers.areAsked();
    this.telling = observers.areTold();
  }

  /**
   * Who acts.
   *
   * @param user whose actions they are
   * @param device on which device, null if a person decided on the server
   * @param decidedBy who decided, null if nobody had to
   * @param at the server's time
   */
  record Actor(String user, @Nullable UUID device, @Nullable String decidedBy, Instant at) {}

  /** An action that is about to take effect. */
  private record Pending(SubmittedAction action, Effect effect) {}

  /**
   * An action is about to take effect.
   *
   * @param file its case before it, null if it opens it
   * @return what observers have against it
   */
  List<String> vetoes(
      ActionSubmission action,
      @Nullable CaseFile file,
      CaseState after,
      Map<String, Change> changes) {
    if (!asking && !telling) {
      return List.of();
    }
    SubmittedAction submitted = submitted(action, after.id());
    Effect effect = effect(file, after, changes);
    pending = new Pending(submitted, effect);
    return asking ? observers.vetoes(submitted, effect, actor.decidedBy()) : List.of();
  }

  /** The action that observers were asked about has taken effect. */
  void applied(Outcome outcome) {
    if (telling) {
      Pending taken = Objects.requireNonNull(pending);
      events.add(
          new ActionApplied(
              taken.action(),
              taken.effect(),
              outcome == Outcome.MERGED,
              actor.decidedBy(),
              actor.at()));
    }
  }

  /** An action is parked. */
  void parked(Verdict verdict) {
    ActionSubmission action = verdict.submitted().action();
    if (telling && action != null) {
      events.add(
          new ActionParked(
              submitted(action, action.caseId()),
              Objects.requireNonNull(verdict.reason()).code(),
              verdict.messages(),
              Objects.requireNonNull(verdict.parking()).workbasket(),
              actor.at()));
    }
  }

  /** Everything is written: tells what became of them. */
  void tell() {
    if (!events.isEmpty()) {
      observers.tell(events);
    }
  }

  private SubmittedAction submitted(ActionSubmission action, UUID caseId) {
    return new SubmittedAction(
        action.id(),
        action.application(),
        action.type(),
        caseId,
        action.name(),
        action.fields(),
        actor.user(),
        action.performedOn(actor.device()),
        action.packageVersion(),
        action.moment());
  }

  private static Effect effect(
      @Nullable CaseFile file, CaseState after, Map<String, Change> changes) {
    Standing before =
        file == null ? null : new Standing(file.stage(), file.version(), file.completed());
    long version = file == null ? 1 : file.version() + 1;
    Map<String, FieldChange> fields = new LinkedHashMap<>();
    changes.forEach(
        (name, change) ->
            fields.put(name, new FieldChange(json(change.from()), json(change.to()))));
    return new Effect(before, new Standing(after.stage(), version, after.completed()), fields);
  }

  private static @Nullable Object json(@Nullable Object value) {
    return value == null ? null : Values.toJson(value);
  }
}
