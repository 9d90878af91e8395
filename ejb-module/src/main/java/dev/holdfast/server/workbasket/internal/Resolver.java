package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Deciding.Authority;
import dev.holdfast.server.casework.api.Deciding.Decided;
import dev.holdfast.server.casework.api.Deciding.Way;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Outcomes;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Carries out a decision on an issue whose case is locked: its effect, its history, what the device
 * is told, and the issue's end. In the caller's transaction.
 */
@ApplicationScoped
public class Resolver {
  /** Parked without a look at the contents that they name. */
  private static final Set<ParkReason> UNSEEN =
      Set.of(ParkReason.UNREADABLE, ParkReason.NOT_AVAILABLE);

  private static final Map<Resolution, Way> WAYS =
      new EnumMap<>(
          Map.of(
              Resolution.APPLY, Way.APPLY,
              Resolution.EDIT, Way.APPLY,
              Resolution.NEW_CASE, Way.NEW_CASE,
              Resolution.REOPEN, Way.REOPEN));

  private static final String WAITS =
      "It waits behind an earlier action on this case. Decide on that one first.";
  private static final String UNREADABLE =
      "The action can't be read, so it can only be returned or discarded.";

  @Inject private Deciding deciding;
  @Inject private History history;
  @Inject private Directory directory;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Resolver() {}

  /**
   * Decides.
   *
   * @return what the device is told
   * @throws RefusedException {@code INVALID} with everything that speaks against it, {@code
   *     CONFLICT} if the issue waits behind another one
   */
  Outcomes.Decided resolve(Caller caller, Issue issue, Decision decision) throws RefusedException {
    Resolution how = decision.how();
    if (how.takesFollowers()) {
      return end(caller, List.of(issue), decision).get(0);
    }
    if (issue.waits()) {
      throw new RefusedException(ErrorCode.CONFLICT, WAITS);
    }
    ActionSubmission action =
        Submissions.read(issue.payload()).orElseThrow(() -> invalid(UNREADABLE));
    if (how == Resolution.APPLY && !decision.fields().isEmpty()) {
      throw invalid("To apply it with other values, resolve it by edit.");
    }
    Decided decided = deciding.decide(order(caller, issue, action, decision));
    if (decided.caseId() == null) {
      throw invalid(String.join(" ", decided.messages()));
    }
    issue.resolve(how.code(), decision.reason(), caller.name(), clock.instant());
    String what =
        how == Resolution.NEW_CASE ? "Became case " + decided.caseId() + ", by " : "Applied by ";
    return told(issue, Outcome.APPLIED, what + caller.name(), decision, decided.version());
  }

  /** Everything that would make {@link #resolve} refuse a decision as things are. */
  List<String> objections(Caller caller, Issue issue, Decision decision) {
    if (!WAYS.containsKey(decision.how())) {
      return List.of();
    }
    if (issue.waits()) {
      return List.of(WAITS);
    }
    return Submissions.read(issue.payload())
        .map(action -> deciding.objections(order(caller, issue, action, decision)))
        .orElse(List.of(UNREADABLE));
  }

  /** The resolutions that are possible now. */
  List<Resolution> choices(Caller caller, Issue issue, Optional<ActionSubmission> action) {
    List<Resolution> choices = new ArrayList<>();
    if (issue.resolved()) {
      return choices;
    }
    if (action.isPresent() && !issue.waits()) {
      for (Resolution how : Set.of(Resolution.APPLY, Resolution.NEW_CASE, Resolution.REOPEN)) {
        Decision asked = new Decision(how, Map.of(), "");
        if (deciding.objections(order(caller, issue, action.get(), asked)).isEmpty()) {
          choices.add(how);
        }
      }
      if (deciding.editable(action.get())) {
        choices.add(Resolution.EDIT);
      }
    }
    choices.add(Resolution.RETURN);
    choices.add(Resolution.DISCARD);
    choices.sort(null);
    return choices;
  }

  private Deciding.Decision order(
      Caller caller, Issue issue, ActionSubmission action, Decision decision) {
    Way way = WAYS.get(decision.how());
    if (way == null) {
      throw new IllegalArgumentException(decision.how() + " has no effect on a case");
    }
    User submitter =
        directory
            .user(issue.userName())
            .orElseGet(() -> new User(issue.userName(), Set.of(), Map.of()));
    return new Deciding.Decision(
        way,
        action,
        decision.fields(),
        new Authority(submitter, caller.user(), !UNSEEN.contains(issue.reason())),
        name(decision.how()),
        decision.reason());
  }

  /**
   * Ends issues without an effect on their case: returns or discards them.
   *
   * @return what the devices are told, in order
   */
  List<Outcomes.Decided> end(Caller caller, List<Issue> issues, Decision decision) {
    boolean discarded = decision.how() == Resolution.DISCARD;
    Outcome outcome = discarded ? Outcome.DISCARDED : Outcome.RETURNED;
    String what = (discarded ? "Discarded by " : "Returned by ") + caller.name();
    Instant at = clock.instant();
    List<HistoryEntry> entries = new ArrayList<>();
    List<Outcomes.Decided> told = new ArrayList<>();
    for (Issue issue : issues) {
      UUID caseId = issue.caseId();
      if (caseId != null) {
        entries.add(ended(caller, issue, caseId, decision, outcome, at));
      }
      issue.resolve(decision.how().code(), decision.reason(), caller.name(), at);
      told.add(told(issue, outcome, what, decision, 0));
    }
    history.append(entries);
    return told;
  }

  private static HistoryEntry ended(
      Caller caller, Issue issue, UUID caseId, Decision decision, Outcome outcome, Instant at) {
    Optional<ActionSubmission> action = Submissions.read(issue.payload());
    return new HistoryEntry(
        caseId,
        0,
        at,
        caller.name(),
        null,
        name(decision.how()),
        issue.actionId(),
        outcome.name().toLowerCase(Locale.ROOT),
        decision.reason(),
        0,
        action.map(ActionSubmission::baseVersion).orElse(0L),
        action.map(ActionSubmission::packageVersion).orElse(null),
        action.map(ActionSubmission::performedAt).orElse(null),
        action.map(ActionSubmission::clockOffsetMillis).orElse(0L),
        Map.of(),
        Map.of());
  }

  private static Outcomes.Decided told(
      Issue issue, Outcome outcome, String what, Decision decision, long version) {
    return new Outcomes.Decided(
        issue.actionId(),
        outcome,
        issue.reason(),
        List.of(what + ": " + decision.reason()),
        version);
  }

  private static String name(Resolution how) {
    return "resolve:" + how.code();
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(ErrorCode.INVALID, message);
  }
}
