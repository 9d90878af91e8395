package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Releases what waited behind a resolved issue: it is judged again, in order, as if it came now. In
 * the caller's transaction, with the case locked.
 */
@ApplicationScoped
public class Followers {
  /** How an issue ends that took effect when the one before it was resolved. */
  private static final String RELEASED = "released";

  @PersistenceContext private EntityManager entities;
  @Inject private IssueLists lists;
  @Inject private IssueEvents events;
  @Inject private Judging judging;
  @Inject private Directory directory;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Followers() {}

  /**
   * What was released.
   *
   * @param told what the device is told
   * @param before versions of the issues that waited, before they were judged again
   */
  record Released(List<Outcomes.Decided> told, Map<UUID, Long> before) {}

  /** Releases them. */
  Released release(Caller caller, Issue resolved) {
    List<Issue> waiting =
        lists.behind(resolved.actionId()).stream()
            .map(IssueView::id)
            .map(id -> entities.find(Issue.class, id))
            .filter(Objects::nonNull)
            .toList();
    List<Submitted> submitted = new ArrayList<>();
    for (Issue issue : waiting) {
      submitted.add(
          new Submitted.ToJudge(
              ofItsDevice(
                  issue,
                  Submissions.read(issue.payload())
                      .orElseThrow(() -> new IllegalStateException("what waits could be read")))));
    }
    if (waiting.isEmpty()) {
      return new Released(List.of(), Map.of());
    }
    Map<UUID, Long> before = waiting.stream().collect(Collectors.toMap(Issue::id, Issue::version));
    List<Verdict> verdicts = judging.judgeReleased(submitter(resolved), submitted);
    List<Outcomes.Decided> told = new ArrayList<>();
    Map<UUID, String> baskets = new HashMap<>();
    for (int i = 0; i < waiting.size(); i++) {
      Issue issue = waiting.get(i);
      Verdict verdict = verdicts.get(i);
      if (!verdict.parked()) {
        issue.resolve(RELEASED, "", caller.name(), clock.instant());
        events.add(issue.id(), caller.name(), "resolved", RELEASED);
        told.add(decided(issue, verdict));
        continue;
      }
      UUID behind = Objects.requireNonNull(verdict.parking()).behind();
      if (behind == null) {
        issue.waitFor(verdict);
        events.add(
            issue.id(),
            caller.name(),
            "parked-again",
            issue.reason().code() + ": " + String.join(" ", verdict.messages()));
        told.add(decided(issue, verdict));
      } else {
        issue.joins(baskets.getOrDefault(behind, issue.workbasket()));
      }
      baskets.put(issue.actionId(), issue.workbasket());
    }
    return new Released(told, before);
  }

  /** What waits behind an action may have come from another device than that. */
  private static ActionSubmission ofItsDevice(Issue issue, ActionSubmission action) {
    UUID device = issue.deviceId();
    return action.from(
        new ActionSubmission.Origin(
            action.performedOn(device), Objects.requireNonNull(action.chain(device))),
        action.sequence());
  }

  private Caller submitter(Issue issue) {
    User user =
        directory
            .user(issue.userName())
            .orElseGet(() -> new User(issue.userName(), Set.of(), Map.of()));
    return new Caller(user, issue.deviceId());
  }

  private static Outcomes.Decided decided(Issue issue, Verdict verdict) {
    return new Outcomes.Decided(
        issue.actionId(), verdict.outcome(), issue.reason(), verdict.messages(), verdict.version());
  }
}
