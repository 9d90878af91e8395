package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Outcomes;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides one issue, whoever asks and whatever for: its effect, its history, what the device is
 * told, the issue's end, and what becomes of those that waited behind it: they are decided on with
 * it, or released. In the caller's transaction, which had no locks before.
 */
@ApplicationScoped
public class Settling {
  private static final String CONCERNED =
      """
      WITH RECURSIVE waiting AS (
        SELECT action_id FROM holdfast.issue WHERE id = ?
        UNION SELECT i.action_id FROM holdfast.issue i JOIN waiting w ON i.behind_action = w.action_id)
      SELECT case_id, payload FROM holdfast.issue
      WHERE action_id IN (SELECT action_id FROM waiting) AND (id = ? OR status <> 'resolved')
      """;

  @Inject private Jdbc jdbc;
  @Inject private Patience patience;
  @Inject private Judging judging;
  @Inject private Deciding deciding;
  @Inject private OpenIssues open;
  @Inject private Resolver resolver;
  @Inject private Followers followers;
  @Inject private Outcomes outcomes;
  @Inject private IssueEvents events;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Settling() {}

  /**
   * Decides.
   *
   * @throws RefusedException as {@link dev.holdfast.server.workbasket.api.Workbasket#resolve}
   */
  IssueView settle(Caller caller, Reach reach, UUID id, long expectedVersion, Decision asked)
      throws RefusedException {
    Decision decision =
        new Decision(
            asked.how(),
            asked.fields(),
            Reasons.given(asked.reason()),
            asked.caseVersion(),
            asked.followers());
    patience.limit();
    judging.lock(cases(id, decision));
    ChainsBean.close(jdbc, id);
    Issue issue = open.unresolved(reach, id, expectedVersion);
    requireSeen(issue, decision.caseVersion());
    List<Issue> behind = followers.behind(issue);
    requireSeen(behind, decision);
    UUID before = issue.behindAction();
    List<Outcomes.Decided> told = new ArrayList<>();
    if (decision.followers() != null) {
      List<Issue> chain = Stream.concat(Stream.of(issue), behind.stream()).toList();
      told.addAll(resolver.end(caller, chain, decision));
      said(caller, chain, decision);
    } else {
      told.add(resolver.resolve(caller, issue, decision));
      said(caller, List.of(issue), decision);
      if (before != null) {
        followers.closeUp(issue.actionId(), before, behind);
      } else {
        told.addAll(followers.release(caller, issue, behind));
      }
    }
    outcomes.replace(told);
    return open.written(id);
  }

  private void said(Caller caller, List<Issue> issues, Decision decision) {
    String text = decision.how().code() + ": " + decision.reason();
    events.add(
        caller.name(),
        issues.stream().map(issue -> new IssueEvents.Said(issue.id(), "resolved", text)).toList());
  }

  /** The case is locked: nothing else comes behind the issue now. */
  private static void requireSeen(List<Issue> behind, Decision decision) throws RefusedException {
    Set<UUID> seen = decision.followers();
    if (seen == null) {
      return;
    }
    if (!decision.how().takesFollowers()) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "What waits behind it can be returned or discarded with it; else it is judged again.");
    }
    if (!behind.stream().map(Issue::id).collect(Collectors.toSet()).equals(seen)) {
      throw new RefusedException(
          ErrorCode.STALE,
          "Other submissions wait behind it now (%d) than you saw (%d). Look at them again."
              .formatted(behind.size(), seen.size()));
    }
  }

  /** The case is locked: it stays as it is now. */
  private void requireSeen(Issue issue, @Nullable Long caseVersion) throws RefusedException {
    if (caseVersion != null) {
      long present =
          Optional.ofNullable(issue.caseId())
              .map(caseId -> deciding.present(Set.of(caseId)).get(caseId))
              .map(Deciding.Present::version)
              .orElse(0L);
      if (present != caseVersion) {
        throw new RefusedException(
            ErrorCode.STALE, "The case has changed since you saw it. Look at it again.");
      }
    }
  }

  /**
   * The cases of the issue and of what waits behind it, with the parents that the actions and the
   * edits name.
   */
  private Set<UUID> cases(UUID id, Decision decision) {
    Set<UUID> cases = new HashSet<>();
    jdbc.list(
        CONCERNED,
        row -> {
          Optional.ofNullable(Sql.uuid(row, "case_id")).ifPresent(cases::add);
          return Submissions.read(row.getString("payload"))
              .map(action -> cases.addAll(new Submitted.ToJudge(action).cases()));
        },
        id,
        id);
    BuiltIn.parent(decision.fields()).ifPresent(cases::add);
    return cases;
  }
}
