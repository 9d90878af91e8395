package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.workbasket.api.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What waits behind an issue. When that is resolved without it, it is released: judged again, in
 * order, as if it came now; what is parked again is the head of the rest of the chain. In the
 * caller's transaction, with the case locked.
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

  /** What waits behind an issue, directly or not, each after what it waits behind. */
  List<Issue> behind(Issue issue) {
    List<UUID> ids = lists.idsBehind(issue.actionId());
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, Issue> found =
        entities
            .createQuery("SELECT i FROM Issue i WHERE i.id IN :ids", Issue.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(Collectors.toMap(Issue::id, each -> each));
    return ids.stream().map(found::get).map(Objects::requireNonNull).toList();
  }

  /**
   * What waited behind one that has ended alone while it waited itself goes on waiting, behind the
   * one before that.
   */
  void closeUp(UUID ended, UUID before, List<Issue> waiting) {
    for (Issue issue : waiting) {
      if (ended.equals(issue.behindAction())) {
        issue.waitsBehind(before);
      }
    }
  }

  /**
   * Releases what waited behind a head.
   *
   * @return what the device is told
   */
  List<Outcomes.Decided> release(Caller caller, Issue resolved, List<Issue> waiting) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Submitted> submitted = new ArrayList<>();
    for (Issue issue : waiting) {
      submitted.add(
          new Submitted.ToJudge(
              inItsChain(
                  issue,
                  Submissions.read(issue.payload())
                      .orElseThrow(() -> new IllegalStateException("what waits could be read")))));
    }
    List<Verdict> verdicts = judging.judgeReleased(submitter(resolved), submitted);
    List<Outcomes.Decided> told = new ArrayList<>();
    Map<UUID, Issue> heads = new HashMap<>();
    List<IssueEvents.Said> said = new ArrayList<>();
    Instant now = clock.instant();
    for (int i = 0; i < waiting.size(); i++) {
      Issue issue = waiting.get(i);
      Verdict verdict = verdicts.get(i);
      if (!verdict.parked()) {
        issue.resolve(RELEASED, "", caller.name(), now);
        said.add(new IssueEvents.Said(issue.id(), "resolved", RELEASED));
        told.add(decided(issue, verdict));
        continue;
      }
      UUID behind = Objects.requireNonNull(verdict.parking()).behind();
      Issue head = behind == null ? issue : Objects.requireNonNull(heads.get(behind));
      heads.put(issue.actionId(), head);
      if (head == issue) {
        issue.leads(verdict, resolved, now);
        said.add(
            new IssueEvents.Said(
                issue.id(),
                "parked-again",
                issue.reason().code() + ": " + String.join(" ", verdict.messages())));
        told.add(decided(issue, verdict));
      } else {
        issue.waitsOn(head, resolved);
      }
    }
    events.add(caller.name(), said);
    return told;
  }

  /**
   * What waits behind an action may have come from another device than that, and the one that it
   * followed may have ended before.
   */
  private static ActionSubmission inItsChain(Issue issue, ActionSubmission action) {
    UUID device = issue.deviceId();
    return action
        .from(
            new ActionSubmission.Origin(
                action.performedOn(device), Objects.requireNonNull(action.chain(device))),
            action.sequence())
        .after(issue.behindAction());
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
